import {
  applyChange,
  type AnswerOf,
  type Message,
  type MessageChange,
  type RoomEvent,
} from '@chat/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  applyAnswer,
  applyEvents,
  cut,
  EMPTY_TIMELINE,
  expectSeq,
  hold,
  prependPage,
  release,
  type RoomTimeline,
  type TimelineStep,
} from './room-timeline.js'

// A server's log, and a client's timeline that hears of it in every order that a network can make up.

const users = ['ann', 'bob'].map((id) => ({ id, name: id }))
const settings = [{ readOnly: false }, { readOnly: true }]

function materialise(log: readonly RoomEvent[]): Message[] {
  const messages: Message[] = []
  for (const event of log) {
    if (event.type === 'message') messages.push(event.message)
    else if (event.type !== 'settings' && event.type !== 'clear') {
      const index = messages.findIndex(({ id }) => id === event.id)
      const before = messages[index]
      if (before) messages[index] = applyChange(before, event)
    }
  }
  return messages
}

class World {
  log: RoomEvent[] = []
  timeline: RoomTimeline = EMPTY_TIMELINE
  /** Place of the oldest message that the client should have. */
  from = 1
  /** Highest place that this connection has told the client of. */
  #heard = 0
  /** Places of the events that the app was told of. */
  #told = new Set<number>()
  #epoch = 0
  #answer: (() => AnswerOf<'join'>) | undefined
  #page: (() => AnswerOf<'history'>) | undefined
  #changes: MessageChange[] = []

  write(kind: Exclude<RoomEvent['type'], 'clear'>, pick: number): void {
    const seq = this.log.length + 1
    const place = { seq, at: new Date(seq).toISOString() }
    const user = users[pick % 2] ?? { id: '', name: '' }
    const messages = materialise(this.log)
    const target = messages[pick % Math.max(1, messages.length)]
    if (kind === 'message' || !target || target.deleted) {
      const message = { ...place, id: `m${this.#epoch}.${seq}`, user, text: `${seq}` }
      this.log.push({ ...place, type: 'message', message })
    } else if (kind === 'settings') {
      const next = settings[pick % 2] ?? { readOnly: false }
      this.log.push({ ...place, type: kind, settings: next, user })
    } else {
      const change = {
        ...place,
        id: target.id,
        user,
        text: `${seq}`,
        emoji: '👍',
        on: pick % 3 > 0,
      }
      this.log.push({ ...change, type: kind })
    }
  }

  push(from: number, count: number): void {
    const start = from % (this.log.length + 1)
    const events = this.log.slice(start, start + count)
    this.#heard = Math.max(this.#heard, ...events.map(({ seq }) => seq))
    this.#take(applyEvents(this.timeline, events))
  }

  /** Everything that is new, in order. */
  deliver(): void {
    this.push(this.timeline.seq, this.log.length)
  }

  presence(): void {
    this.#heard = this.log.length
    this.timeline = expectSeq(this.timeline, this.log.length)
  }

  /** `early`: the server answers at once and the answer travels; otherwise the question does. */
  ask(early: boolean, maxEvents: number): void {
    const { epoch, seq } = this.timeline
    this.timeline = hold(this.timeline)
    const answer = () => this.#makeAnswer(epoch, seq, maxEvents)
    const made = early ? answer() : undefined
    this.#answer = made ? () => made : answer
  }

  answer(): void {
    const answer = this.#answer?.()
    this.#answer = undefined
    if (!answer) return
    const step = applyAnswer(this.timeline, answer)
    if ('messages' in answer) {
      this.timeline = { ...step.timeline, seq: answer.room.seq }
      this.from = answer.messages[0]?.seq ?? answer.room.seq + 1
      this.#page = undefined
    }
    this.#take(step)
  }

  noAnswer(): void {
    if (this.#answer) this.#take(release(this.timeline))
    this.#answer = undefined
  }

  cut(): void {
    this.timeline = cut(this.timeline)
    this.#heard = 0
    this.#answer = undefined
    this.#page = undefined
  }

  restart(): void {
    this.cut()
    this.log = []
    this.#told.clear()
    this.#epoch += 1
  }

  askPage(early: boolean, limit: number): void {
    if (this.timeline.epoch === undefined) return
    const before = this.timeline.messages[0]?.seq ?? this.timeline.seq + 1
    this.#changes = []
    const page = () => {
      const older = materialise(this.log).filter(({ seq }) => seq < before)
      return { messages: older.slice(-limit), hasMore: older.length > limit }
    }
    const made = early ? page() : undefined
    this.#page = made ? () => made : page
  }

  page(): void {
    const page = this.#page?.()
    this.#page = undefined
    if (!page) return
    this.timeline = prependPage(this.timeline, page, this.#changes)
    this.from = Math.min(this.from, page.messages[0]?.seq ?? this.from)
  }

  #makeAnswer(epoch: string | undefined, after: number, maxEvents: number): AnswerOf<'join'> {
    const seq = this.log.length
    const now = this.log.findLast((event) => event.type === 'settings')?.settings
    const room = { name: 'r', epoch: `${this.#epoch}`, seq, settings: now ?? { readOnly: false } }
    const members = { count: 0, list: [] }
    if (epoch === room.epoch && seq - after <= maxEvents) {
      return { room, members, events: this.#replay(after) }
    }
    const messages = materialise(this.log)
    return { room, members, messages: messages.slice(-3), hasMore: messages.length > 3 }
  }

  /** As a server replays it: what is deleted by now comes without its text. */
  #replay(after: number): RoomEvent[] {
    const now = new Map(materialise(this.log).map((message) => [message.id, message]))
    return this.log.slice(after).map((event) => {
      const message = event.type === 'message' ? now.get(event.message.id) : undefined
      return event.type === 'message' && message?.deleted ? { ...event, message } : event
    })
  }

  /** What is told to the app is the log's next events, each once, in order. */
  #take({ timeline, applied }: TimelineStep): void {
    const told = applied.map(({ seq }) => seq)
    const due = this.log.slice(this.timeline.seq, timeline.seq).map(({ seq }) => seq)
    expect(told).toEqual(due)
    for (const seq of told) {
      expect(this.#told).not.toContain(seq)
      this.#told.add(seq)
    }
    this.timeline = timeline
    for (const event of applied) {
      if ('id' in event) this.#changes.push(event)
    }
    expectAscending(timeline.messages)
    // What is missing is known to be missing.
    expect(Math.max(timeline.head, timeline.seq)).toBeGreaterThanOrEqual(this.#heard)
  }
}

function expectAscending(messages: readonly Message[]): void {
  for (const [index, { seq }] of messages.entries()) {
    expect(seq).toBeGreaterThan(messages[index - 1]?.seq ?? 0)
  }
}

const kind = fc.constantFrom<Exclude<RoomEvent['type'], 'clear'>>(
  'message',
  'edit',
  'delete',
  'reaction',
  'settings',
  'hide',
)
const anyStep: fc.Arbitrary<(world: World) => void> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(kind, fc.nat(9)).map((to) => (w: World) => w.write(...to)) },
  { weight: 6, arbitrary: fc.tuple(fc.nat(), fc.nat(5)).map((to) => (w: World) => w.push(...to)) },
  { weight: 4, arbitrary: fc.constant((w: World) => w.deliver()) },
  fc.constant((w: World) => w.presence()),
  {
    weight: 2,
    arbitrary: fc.tuple(fc.boolean(), fc.nat(6)).map((to) => (w: World) => w.ask(...to)),
  },
  { weight: 2, arbitrary: fc.constant((w: World) => w.answer()) },
  fc.constant((w: World) => w.noAnswer()),
  fc.constant((w: World) => w.cut()),
  fc.constant((w: World) => w.restart()),
  fc
    .tuple(fc.boolean(), fc.integer({ min: 1, max: 3 }))
    .map((to) => (w: World) => w.askPage(...to)),
  { weight: 2, arbitrary: fc.constant((w: World) => w.page()) },
)

test('whatever the network does, the room ends as the log says, in order and without doubles', () => {
  fc.assert(
    fc.property(fc.nat(8), fc.array(anyStep, { maxLength: 60, size: 'max' }), (count, steps) => {
      const world = new World()
      for (let i = 0; i < count; i += 1) world.write('message', i)
      world.ask(true, 0)
      for (const step of steps) step(world)
      world.ask(false, Infinity)
      world.answer()

      const { timeline, log, from } = world
      expect(timeline.seq).toBe(log.length)
      expect(timeline.messages).toEqual(materialise(log).filter(({ seq }) => seq >= from))
      expect(timeline.hasOlder).toBe(materialise(log).some(({ seq }) => seq < from))
      expect(timeline.settings).toEqual(
        log.findLast((event) => event.type === 'settings')?.settings ?? { readOnly: false },
      )
      expect(timeline.waiting.size).toBe(0)
      expect(timeline.head).toBeLessThanOrEqual(timeline.seq)
    }),
    { numRuns: 2_000 },
  )
})
