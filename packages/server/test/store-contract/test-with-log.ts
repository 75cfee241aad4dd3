import { DEFAULT_LIMITS, type Message, type RoomEvent, type User } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import { test } from 'vitest'
import { createRoomRules } from '../../src/room/room-rules.js'
import type { Append, AppendResult } from '../../src/store/append.js'
import type { Store } from '../../src/store/store.js'

/** Makes an unopened, empty store. */
export type CreateStore = (options: { now: () => number }) => Store | Promise<Store>

export const ann: User = { id: 'ann', name: 'Ann' }
export const ben: User = { id: 'ben', name: 'Ben' }
export const mod: User = { id: 'mod', name: 'Mod', role: 'moderator' }
export const room = 'lounge'
export const decide = createRoomRules(DEFAULT_LIMITS)

type Words = { id?: string; user?: User; room?: string; replyTo?: string }

/** A store with the real rules, whose clock stands still unless moved. */
export class Log {
  readonly store: Store
  clock = Date.parse('2026-05-01T10:00:00.000Z')

  private constructor(store: Store) {
    this.store = store
  }

  static async open(createStore: CreateStore): Promise<Log> {
    const log: Log = new Log(await createStore({ now: () => log.clock }))
    await log.store.open()
    return log
  }

  appendAll(...batch: Append[]): Promise<AppendResult[]> {
    return this.store.append(batch, decide)
  }

  async append(one: Append): Promise<AppendResult> {
    const [result] = await this.appendAll(one)
    if (!result) throw new Error('The store answered nothing.')
    return result
  }

  say(text: string, words: Words = {}): Append {
    return { type: 'message', room, user: ann, id: randomUUID(), text, ...words }
  }

  /** Messages with the texts 1, 2, 3 … */
  async fill(count: number): Promise<void> {
    await this.appendAll(...Array.from({ length: count }, (_, index) => this.say(`${index + 1}`)))
  }

  async allEvents(of = room): Promise<RoomEvent[]> {
    return (await this.store.eventsAfter(of, 0, 10_000)).events
  }

  async onlyMessage(): Promise<Message> {
    const { messages } = await this.store.latest(room, 10)
    const [message, ...others] = messages
    if (!message || others.length > 0) throw new Error(`The room has ${messages.length} messages.`)
    return message
  }
}

/** `test` whose body is given a fresh log, on a store opened before and closed after it. */
export function testWithLog(createStore: CreateStore) {
  return test.extend<{ log: Log }>({
    // eslint-disable-next-line no-empty-pattern -- vitest reads from the pattern which fixtures this one needs
    log: async ({}, use) => {
      const log = await Log.open(createStore)
      await use(log)
      await log.store.close()
    },
  })
}

export const seqs = (entries: readonly { seq: number }[]) => entries.map(({ seq }) => seq)
export const texts = (messages: readonly Message[]) => messages.map(({ text }) => text)
export const types = (results: readonly { type: string }[]) => results.map(({ type }) => type)
