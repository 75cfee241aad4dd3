import { DEFAULT_ROOM_SETTINGS } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import {
  ann,
  ben,
  mod,
  room,
  seqs,
  texts,
  types,
  testWithLog,
  type CreateStore,
} from './test-with-log.js'

export function describeOrder(createStore: CreateStore): void {
  describe('order', () => {
    const test = testWithLog(createStore)

    test('a room that nothing was written to has seq 0, default settings and no messages', async ({
      log,
    }) => {
      const state = await log.store.room(room)
      expect(state).toEqual({
        name: room,
        epoch: expect.stringMatching(/./),
        seq: 0,
        settings: DEFAULT_ROOM_SETTINGS,
      })
      expect(await log.store.latest(room, 10)).toEqual({
        room: state,
        messages: [],
        hasMore: false,
      })
      expect(await log.store.history(room, 10, 10)).toEqual({ messages: [], hasMore: false })
      expect(await log.store.eventsAfter(room, 0, 10)).toEqual({ room: state, events: [] })
    })

    test('every kind of event takes the next seq, from 1 and without holes', async ({ log }) => {
      const id = randomUUID()
      await log.appendAll(log.say('first', { id }), {
        type: 'edit',
        room,
        user: ann,
        id,
        text: 'second',
      })
      await log.append({ type: 'reaction', room, user: ben, id, emoji: '👍', on: true })
      await log.append({ type: 'settings', room, user: mod, settings: { readOnly: true } })
      await log.append({ type: 'delete', room, user: mod, id })

      const events = await log.allEvents()
      expect(seqs(events)).toEqual([1, 2, 3, 4, 5])
      expect(types(events)).toEqual(['message', 'edit', 'reaction', 'settings', 'delete'])
      expect((await log.store.room(room)).seq).toBe(5)
    })

    test('appends made at the same time have different seqs without holes', async ({ log }) => {
      // No more at a time than a store has connections: one that waits too long for its turn is refused.
      const lanes = Array.from({ length: 10 }, async (_, lane) => {
        for (let turn = 0; turn < 5; turn += 1) await log.append(log.say(`${lane}-${turn}`))
      })
      await Promise.all(lanes)
      const expected = Array.from({ length: 50 }, (_, index) => index + 1)
      expect(seqs(await log.allEvents())).toEqual(expected)
    })

    test('rooms of one batch have their own seqs, and nothing crosses from one to another', async ({
      log,
    }) => {
      await log.appendAll(
        log.say('a1', { room: 'a' }),
        log.say('b1', { room: 'b' }),
        log.say('a2', { room: 'a' }),
      )
      expect(texts((await log.store.latest('a', 10)).messages)).toEqual(['a1', 'a2'])
      expect(texts((await log.store.latest('b', 10)).messages)).toEqual(['b1'])
      expect(seqs(await log.allEvents('a'))).toEqual([1, 2])
      expect(seqs(await log.allEvents('b'))).toEqual([1])
    })

    test('what refused or unchanged appends would have been takes no seq', async ({ log }) => {
      const id = randomUUID()
      const results = await log.appendAll(
        log.say('one', { id }),
        log.say('one', { id }),
        { type: 'delete', room, user: ben, id },
        log.say('two'),
      )
      expect(types(results)).toEqual(['appended', 'unchanged', 'refused', 'appended'])
      expect(seqs(await log.allEvents())).toEqual([1, 2])
    })

    test('a room stays unwritten where its first append is refused', async ({ log }) => {
      const before = await log.store.room(room)
      await log.append({ type: 'delete', room, user: ann, id: randomUUID() })
      expect(await log.store.room(room)).toEqual(before)
    })

    test('at is the clock, in UTC with milliseconds', async ({ log }) => {
      log.clock = Date.parse('2026-05-01T12:34:56.007+02:00')
      await log.append(log.say('now'))
      expect((await log.onlyMessage()).at).toBe('2026-05-01T10:34:56.007Z')
    })

    test('at never goes back in a room, though the clock does', async ({ log }) => {
      await log.append(log.say('before'))
      log.clock -= 3_600_000
      await log.appendAll(log.say('after'), log.say('other room', { room: 'other' }))
      log.clock += 7_200_000
      await log.append(log.say('later'))

      expect((await log.allEvents()).map(({ at }) => at)).toEqual([
        '2026-05-01T10:00:00.000Z',
        '2026-05-01T10:00:00.000Z',
        '2026-05-01T11:00:00.000Z',
      ])
      expect((await log.allEvents('other'))[0]?.at).toBe('2026-05-01T09:00:00.000Z')
    })
  })
}
