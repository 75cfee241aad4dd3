import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import type { DueRequest, NamedRoom, Traces } from '../../src/store/keeping.js'
import {
  ann,
  ben,
  mod,
  room,
  testWithLog,
  texts,
  type CreateStore,
  type Log,
} from './test-with-log.js'

const SECRET = 'my phone number is 555-0123'

const dueIn = async (log: Log, request: Partial<DueRequest>) =>
  log.store.keeping.due({
    ...{ rule: {}, now: log.clock, after: '', rooms: 10, step: 100, since: 0 },
    ...request,
  })

/** What a user has left in all portions. */
async function allTraces(log: Log, userId: string, limit: number): Promise<Traces> {
  const all: Traces = { messages: [], reactions: [] }
  for (let cursor: string | undefined; ;) {
    const { messages, reactions, next } = await log.store.keeping.traces(userId, { cursor, limit })
    all.messages.push(...messages)
    all.reactions.push(...reactions)
    if (next === undefined) return all
    cursor = next
  }
}

export function describeKeeping(createStore: CreateStore): void {
  describe('keeping', () => {
    const test = testWithLog(createStore)

    test('what is older than the rule is due, and nothing else', async ({ log }) => {
      await log.fill(3)
      log.clock += 60_000
      await log.fill(2)
      expect(await dueIn(log, { rule: { maxAgeS: 60 } })).toEqual({ due: [] })
      log.clock += 1
      const due = { room, upTo: 3, isMore: false }
      expect(await dueIn(log, { rule: { maxAgeS: 60 } })).toEqual({ due: [due] })
      expect(await dueIn(log, {})).toEqual({ due: [] })
      await log.append({ type: 'clear', room, user: mod, upTo: 3 })
      expect(await dueIn(log, { rule: { maxAgeS: 60 } })).toEqual({ due: [] })
    })

    test('all but the latest are due, and deleted ones do not count', async ({ log }) => {
      const id = randomUUID()
      await log.fill(3)
      await log.append(log.say('deleted', { id }))
      await log.fill(2)
      await log.append({ type: 'delete', room, user: ann, id })
      expect((await dueIn(log, { rule: { maxMessages: 5 } })).due).toEqual([])
      expect((await dueIn(log, { rule: { maxMessages: 4 } })).due).toMatchObject([{ upTo: 1 }])
      expect((await dueIn(log, { rule: { maxMessages: 1 } })).due).toMatchObject([{ upTo: 5 }])
    })

    test('a room may keep less than the server, and not more', async ({ log }) => {
      await log.fill(9)
      const settings = { readOnly: false, maxMessages: 4 }
      await log.append({ type: 'settings', room, user: mod, settings })
      expect((await dueIn(log, {})).due).toMatchObject([{ upTo: 5 }])
      expect((await dueIn(log, { rule: { maxMessages: 6 } })).due).toMatchObject([{ upTo: 5 }])
      expect((await dueIn(log, { rule: { maxMessages: 2 } })).due).toMatchObject([{ upTo: 7 }])
      const byAge = { readOnly: false, maxAgeS: 60 }
      await log.append({ type: 'settings', room, user: mod, settings: byAge })
      log.clock += 60_001
      expect((await dueIn(log, {})).due).toMatchObject([{ upTo: 9 }])
    })

    test('much goes in steps, and rooms come in the order of their names', async ({ log }) => {
      await log.fill(7)
      await log.appendAll(log.say('1', { room: 'attic' }), log.say('2', { room: 'zoo' }))
      const rule = { maxAgeS: 60 }
      log.clock += 61_000
      const first = await dueIn(log, { rule, rooms: 2, step: 3 })
      expect(first).toEqual({
        due: [
          { room: 'attic', upTo: 1, isMore: false },
          { room, upTo: 3, isMore: true },
        ],
        next: room,
      })
      const { due } = await dueIn(log, { rule, rooms: 2, after: room })
      expect(due).toEqual([{ room: 'zoo', upTo: 1, isMore: false }])
    })

    test('messages are read forwards, as they are now', async ({ log }) => {
      const id = randomUUID()
      await log.appendAll(log.say('gone'), log.say('1', { id }))
      await log.append({ type: 'clear', room, user: mod, upTo: 1 })
      await log.append({ type: 'edit', room, user: ann, id, text: 'one' })
      await log.fill(3)
      const page = await log.store.keeping.messagesAfter(room, 0, 2)
      expect(texts(page)).toEqual(['one', '1'])
      const rest = await log.store.keeping.messagesAfter(room, page.at(-1)?.seq ?? 0, 9)
      expect(texts(rest)).toEqual(['2', '3'])
    })

    test.for([1, 2, 100])(
      'what somebody wrote and reacted with is found, in portions of %i',
      async (limit, { log }) => {
        const id = randomUUID()
        await log.appendAll(log.say('hello', { user: ben, id }), log.say('mine'))
        await log.appendAll(
          { type: 'reaction', room, user: ann, id, emoji: '👍', on: true },
          { type: 'reaction', room, user: ben, id, emoji: '🎉', on: true },
          log.say('there', { room: 'other' }),
          log.say('cleared', { room: 'zoo' }),
        )
        await log.append({ type: 'clear', room: 'zoo', user: mod })
        const { messages, reactions } = await allTraces(log, ann.id, limit)
        expect(messages.map((one) => [one.room, one.message.text])).toEqual([
          [room, 'mine'],
          ['other', 'there'],
        ])
        expect(reactions).toEqual([{ room, id, emoji: '👍' }])
        expect(await log.store.keeping.count()).toBe(7)
      },
    )

    test.for([1, 3, 100])(
      'a name is replaced wherever it stands, in portions of %i',
      async (limit, { log }) => {
        const id = randomUUID()
        await log.appendAll(log.say('1', { id }), log.say('2', { user: ben }))
        await log.appendAll(
          { type: 'edit', room, user: ann, id, text: 'one' },
          { type: 'delete', room, user: ann, id },
          log.say('3', { room: 'other' }),
        )
        const told = new Map<string, number>()
        for (let cursor: string | undefined; ;) {
          const user = { id: ann.id, name: 'Nobody' }
          const tell = async (rooms: NamedRoom[]) => {
            expect(JSON.stringify(await log.allEvents())).toContain(ann.name)
            for (const { room: of, last } of rooms) told.set(of, last)
          }
          const { next } = await log.store.keeping.rename(user, { cursor, limit }, tell)
          if (next === undefined) break
          cursor = next
        }
        expect([...told].sort()).toEqual([
          [room, 1],
          ['other', 1],
        ])
        const events = JSON.stringify([await log.allEvents(), await log.allEvents('other')])
        expect(events).not.toContain(ann.name)
        expect(events.match(/Nobody/g)).toHaveLength(4)
        expect(events.match(/Ben/g)).toHaveLength(1)
      },
    )

    test.for([
      ['its deletion', { type: 'delete', room, user: mod }],
      ['a clear', { type: 'clear', room, user: mod }],
      ['a clear of its author', { type: 'clear', room, user: mod, of: ann.id }],
    ] as const)('what a hidden message said goes with %s', async ([, append], { log }) => {
      const id = randomUUID()
      const other = randomUUID()
      await log.append(log.say(SECRET, { id }))
      await log.append({ type: 'hide', room, user: mod, id, on: true })
      const text = 'INSERT INTO hidden_texts (room, message_id, text) VALUES ($1, $2, $3)'
      await log.store.sql.write(
        { text, values: [room, id, SECRET] },
        { text, values: ['other', other, 'kept'] },
      )
      await log.append(append.type === 'delete' ? { ...append, id } : append)
      expect(await log.store.sql.read('SELECT text FROM hidden_texts')).toEqual([{ text: 'kept' }])
    })
  })
}
