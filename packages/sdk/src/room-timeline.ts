import {
  applyChange,
  clearMessage,
  DEFAULT_ROOM_SETTINGS,
  isCleared,
  isKnownRoomEvent,
  type Message,
  type MessageChange,
  type Push,
  type AnswerOf,
  type RoomEvent,
  type RoomSettings,
} from '@chat/protocol'

type AnyEvent = Push<'events'>['events'][number]

/** What a client knows of a room's log. Immutable; arrays and messages that did not change keep their identity. */
export type RoomTimeline = {
  /** Undefined before the first snapshot. */
  readonly epoch: string | undefined
  /** Place of the latest event applied. */
  readonly seq: number
  /** Highest place that this connection has told of. Above `seq`: something is missing. */
  readonly head: number
  readonly messages: readonly Message[]
  readonly settings: RoomSettings
  readonly hasOlder: boolean
  /** While true, events wait for the answer to `join` or `sync`. */
  readonly isHeld: boolean
  /** Events that cannot be applied yet, by seq. */
  readonly waiting: ReadonlyMap<number, AnyEvent>
  /** How many messages to keep when new ones come. */
  readonly capacity: number
}

/** A timeline, and the events that were applied to get there, in order, each once in the timeline's life. */
export type TimelineStep = { timeline: RoomTimeline; applied: RoomEvent[] }

const NONE: ReadonlyMap<number, AnyEvent> = new Map()
const MAX_WAITING = 1_000

export const EMPTY_TIMELINE: RoomTimeline = {
  epoch: undefined,
  seq: 0,
  head: 0,
  messages: [],
  settings: DEFAULT_ROOM_SETTINGS,
  hasOlder: false,
  isHeld: true,
  waiting: NONE,
  capacity: 10_000,
}

/** From now on events wait for an answer. */
export function hold(timeline: RoomTimeline): RoomTimeline {
  return { ...timeline, isHeld: true }
}

/** The connection is gone, and with it what it had announced. The next one starts with an answer. */
export function cut(timeline: RoomTimeline): RoomTimeline {
  return { ...timeline, isHeld: true, head: 0, waiting: NONE }
}

/** The log is known to reach `seq`. */
export function expectSeq(timeline: RoomTimeline, seq: number): RoomTimeline {
  return seq > timeline.head ? { ...timeline, head: seq } : timeline
}

/** No answer will come; events apply again as they come. */
export function release(timeline: RoomTimeline): TimelineStep {
  return drain({ ...timeline, isHeld: timeline.epoch === undefined })
}

/** Live events, in any order, any of them repeated. */
export function applyEvents(timeline: RoomTimeline, events: readonly AnyEvent[]): TimelineStep {
  return drain(enqueue(timeline, events))
}

/** The answer to `join` or `sync`: either what came after `seq`, or a snapshot in place of everything. */
export function applyAnswer(timeline: RoomTimeline, answer: AnswerOf<'join'>): TimelineStep {
  const { room } = answer
  if ('events' in answer) {
    const released = expectSeq({ ...timeline, isHeld: false }, room.seq)
    return drain(enqueue(released, answer.events))
  }
  const { messages, hasMore } = answer
  return drain({
    ...EMPTY_TIMELINE,
    epoch: room.epoch,
    seq: room.seq,
    // A push may have overtaken the answer.
    head: Math.max(room.seq, timeline.head),
    messages,
    settings: room.settings,
    hasOlder: hasMore,
    isHeld: false,
    waiting: timeline.waiting,
  })
}

/**
 * An older page in front. `changes` are the ones applied since the page was asked for: the server may have read it
 * before them. One that the page already holds changes nothing in the end.
 */
export function prependPage(
  timeline: RoomTimeline,
  page: AnswerOf<'history'>,
  changes: readonly MessageChange[],
): RoomTimeline {
  const oldest = timeline.messages[0]?.seq ?? Infinity
  const older = page.messages
    .filter(({ seq }) => seq < oldest)
    .map((message) => changes.filter(({ id }) => id === message.id).reduce(applyChange, message))
  const messages = [...older, ...timeline.messages]
  const capacity = Math.max(timeline.capacity, messages.length)
  return { ...timeline, messages, hasOlder: page.hasMore, capacity }
}

function enqueue(timeline: RoomTimeline, events: readonly AnyEvent[]): RoomTimeline {
  const waiting = new Map(timeline.waiting)
  let { head } = timeline
  for (const event of events) {
    waiting.set(event.seq, event)
    head = Math.max(head, event.seq)
  }
  return { ...timeline, waiting, head }
}

/** Applies the events that are next. */
function drain(timeline: RoomTimeline): TimelineStep {
  const { isHeld, waiting } = timeline
  const applied: RoomEvent[] = []
  let { seq } = timeline
  if (!isHeld) {
    for (let event; (event = waiting.get(seq + 1)); seq += 1) {
      if (isKnownRoomEvent(event)) applied.push(event)
    }
  }
  const ahead = [...waiting].filter(([place]) => place > seq)
  return {
    timeline: {
      ...timeline,
      ...applyAll(timeline, applied),
      seq,
      // Beyond the bound they are dropped: the `sync` that fills the gap brings them again.
      waiting: ahead.length > MAX_WAITING ? NONE : new Map(ahead),
    },
    applied,
  }
}

/** Of one user, messages stay as deleted, by the name that an erased one has; of everybody, nothing stays. */
function clear(
  messages: readonly Message[],
  event: Extract<RoomEvent, { type: 'clear' }>,
): Message[] {
  if (event.of === undefined) return messages.filter((message) => !isCleared(message, event))
  const { name } = event
  return messages.map((message) => {
    if (!isCleared(message, event)) return message
    const named = name ? { ...message, user: { ...message.user, name } } : message
    return named.deleted ? named : clearMessage(named)
  })
}

type Shown = Pick<RoomTimeline, 'messages' | 'settings' | 'hasOlder'>

/** What is shown after `events`. Copies the list once, however many they are. */
function applyAll(timeline: RoomTimeline, events: readonly RoomEvent[]): Shown {
  let { settings, hasOlder } = timeline
  let copy: Message[] | undefined
  for (const event of events) {
    if (event.type === 'settings') settings = event.settings
    else if (event.type === 'message') (copy ??= [...timeline.messages]).push(event.message)
    else if (event.type === 'clear') {
      const before: readonly Message[] = copy ?? timeline.messages
      // Nothing older is left where the clear reaches what is shown.
      if (event.of === undefined && event.upTo >= (before[0]?.seq ?? 0)) hasOlder = false
      copy = clear(before, event)
    } else {
      const messages: readonly Message[] = copy ?? timeline.messages
      const index = messages.findLastIndex(({ id }) => id === event.id)
      const before = messages[index]
      const after = before && applyChange(before, event)
      if (after && after !== before) (copy ??= [...timeline.messages])[index] = after
    }
  }
  if (copy && copy.length > timeline.capacity) {
    copy = copy.slice(-timeline.capacity)
    hasOlder = true
  }
  return { messages: copy ?? timeline.messages, settings, hasOlder }
}
