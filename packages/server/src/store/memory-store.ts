import {
  applyChange,
  DEFAULT_ROOM_SETTINGS,
  type Message,
  type RoomEvent,
  type RoomSettings,
  type RoomState,
} from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import type { Append, AppendContext, AppendResult, Decide } from './append.js'
import { createEvent } from './append-event.js'
import type { HistoryPage, Store } from './store.js'

type Room = {
  settings: RoomSettings
  /** Event of seq n at n - 1. */
  events: RoomEvent[]
  /** In the order of their seq, as Map keeps it. */
  messages: Map<string, Message>
  /** Ids in the order of their seq. */
  ids: string[]
  lastAt: number
}

/** Keeps everything in memory, and nothing when the process ends: for tests and demos. */
export class MemoryStore implements Store {
  readonly #now: () => number
  readonly #epoch = randomUUID()
  readonly #rooms = new Map<string, Room>()

  constructor(options: { now?: () => number } = {}) {
    this.#now = options.now ?? Date.now
  }

  async open(): Promise<void> {}

  async append(batch: readonly Append[], decide: Decide): Promise<AppendResult[]> {
    return batch.map((append) => this.#appendOne(append, decide))
  }

  async room(name: string): Promise<RoomState> {
    return this.#state(name)
  }

  async latest(name: string, limit: number): Promise<HistoryPage & { room: RoomState }> {
    return { room: this.#state(name), ...this.#page(name, Infinity, limit) }
  }

  async history(name: string, before: number, limit: number): Promise<HistoryPage> {
    return this.#page(name, before, limit)
  }

  async eventsAfter(
    name: string,
    after: number,
    limit: number,
  ): Promise<{ room: RoomState; events: RoomEvent[] }> {
    const events = this.#rooms.get(name)?.events.slice(after, after + limit) ?? []
    return { room: this.#state(name), events }
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {}

  #appendOne(append: Append, decide: Decide): AppendResult {
    const room = this.#rooms.get(append.room) ?? createRoom()
    const context = contextOf(append, room)
    const verdict = decide(append, context)
    const message = context.message && { message: context.message }
    if (verdict.type === 'refuse') {
      const { code, message: sentence } = verdict
      return { type: 'refused', code, ...(sentence !== undefined && { message: sentence }) }
    }
    if (verdict.type === 'unchanged') return { type: 'unchanged', ...message }

    const at = Math.max(this.#now(), room.lastAt)
    const event = createEvent(append, room.events.length + 1, new Date(at).toISOString())
    room.lastAt = at
    room.events.push(event)
    this.#rooms.set(append.room, room)
    return { type: 'appended', event, ...materialise(room, event) }
  }

  #state(name: string): RoomState {
    const room = this.#rooms.get(name)
    const settings = room?.settings ?? DEFAULT_ROOM_SETTINGS
    return { name, epoch: this.#epoch, seq: room?.events.length ?? 0, settings }
  }

  #page(name: string, before: number, limit: number): HistoryPage {
    const room = this.#rooms.get(name)
    if (!room) return { messages: [], hasMore: false }
    const end = firstAtOrAfter(room, before)
    const start = Math.max(0, end - limit)
    const messages = room.ids.slice(start, end).flatMap((id) => room.messages.get(id) ?? [])
    return { messages, hasMore: start > 0 }
  }
}

function createRoom(): Room {
  return { settings: DEFAULT_ROOM_SETTINGS, events: [], messages: new Map(), ids: [], lastAt: 0 }
}

function contextOf(append: Append, room: Room): AppendContext {
  const message = append.type === 'settings' ? undefined : room.messages.get(append.id)
  const replyTo = append.type === 'message' ? append.replyTo : undefined
  return {
    settings: room.settings,
    hasReplyTarget: replyTo !== undefined && room.messages.has(replyTo),
    ...(message && { message }),
  }
}

function materialise(room: Room, event: RoomEvent): { message?: Message } {
  if (event.type === 'settings') {
    room.settings = event.settings
    return {}
  }
  if (event.type === 'message') {
    room.messages.set(event.message.id, event.message)
    room.ids.push(event.message.id)
    return { message: event.message }
  }
  const before = room.messages.get(event.id)
  if (!before) return {}
  const message = applyChange(before, event)
  room.messages.set(event.id, message)
  if (event.type === 'delete') scrub(room, message)
  return { message }
}

/** Takes the text of a deleted message out of its events, which keep their places. */
function scrub(room: Room, message: Message): void {
  for (let index = message.seq - 1; index < room.events.length; index += 1) {
    const event = room.events[index]
    if (event?.type === 'message' && event.message.id === message.id) {
      room.events[index] = { ...event, message }
    } else if (event?.type === 'edit' && event.id === message.id) {
      room.events[index] = { ...event, text: '' }
    }
  }
}

/** Index of the first message whose seq is not below `seq`, by bisection. */
function firstAtOrAfter(room: Room, seq: number): number {
  let low = 0
  let high = room.ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const message = room.messages.get(room.ids[middle] ?? '')
    if (message && message.seq < seq) low = middle + 1
    else high = middle
  }
  return low
}
