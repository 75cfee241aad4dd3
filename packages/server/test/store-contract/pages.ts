import { describe, expect } from 'vitest'
import type { HistoryPage } from '../../src/store/store.js'
import { mod, room, seqs, texts, testWithLog, type CreateStore } from './test-with-log.js'

export function describePages(createStore: CreateStore): void {
  describe('pages', () => {
    const test = testWithLog(createStore)

    test('latest gives the newest messages in ascending order and says whether there are older ones', async ({
      log,
    }) => {
      await log.fill(5)
      const some = await log.store.latest(room, 3)
      expect(texts(some.messages)).toEqual(['3', '4', '5'])
      expect(some).toMatchObject({ hasMore: true, room: { name: room, seq: 5 } })

      const exactly = await log.store.latest(room, 5)
      expect(texts(exactly.messages)).toEqual(['1', '2', '3', '4', '5'])
      expect(exactly.hasMore).toBe(false)
      expect((await log.store.latest(room, 6)).hasMore).toBe(false)
    })

    test('history gives the messages just before a seq, in ascending order', async ({ log }) => {
      await log.fill(5)
      expect(await log.store.history(room, 4, 2)).toMatchObject({
        messages: [{ seq: 2 }, { seq: 3 }],
        hasMore: true,
      })
      expect(await log.store.history(room, 4, 3)).toMatchObject({ hasMore: false })
      expect(await log.store.history(room, 1, 3)).toEqual({ messages: [], hasMore: false })
      expect(await log.store.history(room, 0, 3)).toEqual({ messages: [], hasMore: false })
      const beyond = await log.store.history(room, Number.MAX_SAFE_INTEGER, 2)
      expect(texts(beyond.messages)).toEqual(['4', '5'])
    })

    test('history page by page gives every message once', async ({ log }) => {
      await log.fill(23)
      let page: HistoryPage = await log.store.latest(room, 5)
      const all = [...page.messages]
      while (page.hasMore) {
        page = await log.store.history(room, all[0]?.seq ?? 0, 5)
        all.unshift(...page.messages)
      }
      expect(texts(all)).toEqual(Array.from({ length: 23 }, (_, index) => `${index + 1}`))
    })

    test('pages count messages, not the other events between them', async ({ log }) => {
      await log.fill(2)
      for (const readOnly of [true, false]) {
        await log.append({ type: 'settings', room, user: mod, settings: { readOnly } })
      }
      await log.append(log.say('3'))
      expect(texts((await log.store.latest(room, 2)).messages)).toEqual(['2', '3'])
      expect(await log.store.history(room, 5, 1)).toMatchObject({
        messages: [{ seq: 2 }],
        hasMore: true,
      })
    })

    test('events after a seq come ascending, without holes, of every kind, and no more than asked for', async ({
      log,
    }) => {
      await log.fill(3)
      await log.append({ type: 'settings', room, user: mod, settings: { readOnly: true } })
      await log.append(log.say('6', { user: mod }))
      const seqsAfter = async (after: number, limit: number) => {
        const { room: state, events } = await log.store.eventsAfter(room, after, limit)
        expect(state.seq).toBe(5)
        return seqs(events)
      }
      expect(await seqsAfter(0, 10)).toEqual([1, 2, 3, 4, 5])
      expect(await seqsAfter(2, 10)).toEqual([3, 4, 5])
      expect(await seqsAfter(1, 3)).toEqual([2, 3, 4])
      expect(await seqsAfter(5, 10)).toEqual([])
      expect(await seqsAfter(6, 10)).toEqual([])
      expect(await seqsAfter(Number.MAX_SAFE_INTEGER, 10)).toEqual([])
    })

    test('what is read at one moment fits together while others write', async ({ log }) => {
      const writes = Array.from({ length: 30 }, (_, index) => log.append(log.say(`${index}`)))
      const reads = Array.from({ length: 30 }, () => log.store.eventsAfter(room, 0, 100))
      for (const { room: state, events } of await Promise.all(reads)) {
        expect(events).toHaveLength(state.seq)
      }
      await Promise.all(writes)
    })
  })
}
