import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { ann, ben, mod, room, testWithLog, type Log, type CreateStore } from './test-with-log.js'

const SECRET = 'my phone number is 555-0123'

export function describeDeletion(createStore: CreateStore): void {
  describe('deletion', () => {
    const test = testWithLog(createStore)

    const sayAndDelete = async (log: Log) => {
      const id = randomUUID()
      const replyTo = randomUUID()
      await log.appendAll(
        log.say('question', { id: replyTo }),
        log.say(SECRET, { id, replyTo }),
        { type: 'edit', room, user: ann, id, text: `${SECRET}!` },
        { type: 'edit', room, user: ann, id, text: `${SECRET}?` },
        { type: 'reaction', room, user: ben, id, emoji: '👍', on: true },
      )
      log.clock += 1_000
      const result = await log.append({ type: 'delete', room, user: mod, id })
      return { id, result }
    }

    test('a deleted message stays in its place, without its text and all that hung on it', async ({
      log,
    }) => {
      const { id, result } = await sayAndDelete(log)
      const at = '2026-05-01T10:00:00.000Z'
      const gone = { id, seq: 2, at, user: ann, text: '', deleted: true }
      expect((await log.store.latest(room, 10)).messages[1]).toStrictEqual(gone)
      expect((await log.store.history(room, 10, 10)).messages[1]).toStrictEqual(gone)
      expect(result).toStrictEqual({
        type: 'appended',
        event: { seq: 6, at: '2026-05-01T10:00:01.000Z', type: 'delete', id, user: mod },
        message: gone,
      })
    })

    test('the text of a deleted message is gone from every event, and each keeps its seq', async ({
      log,
    }) => {
      const { id } = await sayAndDelete(log)
      const events = await log.allEvents()
      expect(JSON.stringify(events)).not.toContain(SECRET)
      expect(events).toMatchObject([
        { seq: 1, type: 'message', message: { text: 'question' } },
        { seq: 2, type: 'message', message: { id, text: '', deleted: true } },
        { seq: 3, type: 'edit', id, text: '' },
        { seq: 4, type: 'edit', id, text: '' },
        { seq: 5, type: 'reaction', id, emoji: '👍' },
        { seq: 6, type: 'delete', id },
      ])
    })

    test('a message edited and deleted within one batch leaves no text either', async ({ log }) => {
      const id = randomUUID()
      await log.appendAll(
        log.say(SECRET, { id }),
        { type: 'edit', room, user: ann, id, text: `${SECRET}!` },
        { type: 'delete', room, user: ann, id },
      )
      expect(JSON.stringify(await log.allEvents())).not.toContain(SECRET)
      expect(await log.onlyMessage()).toMatchObject({ text: '', deleted: true })
    })

    test('the deletion of one message leaves the others as they were', async ({ log }) => {
      const other = randomUUID()
      await log.appendAll(log.say('kept', { id: other }), {
        type: 'edit',
        room,
        user: ann,
        id: other,
        text: 'kept!',
      })
      await log.appendAll(log.say('elsewhere', { room: 'other', id: other }))
      const before = { here: await log.allEvents(), there: await log.allEvents('other') }
      await sayAndDelete(log)
      expect((await log.allEvents()).slice(0, 2)).toStrictEqual(before.here)
      expect(await log.allEvents('other')).toStrictEqual(before.there)
    })

    test('what is deleted can be answered, but no longer edited or reacted to', async ({ log }) => {
      const { id } = await sayAndDelete(log)
      const results = await log.appendAll(
        log.say('an answer', { user: ben, replyTo: id }),
        { type: 'edit', room, user: ann, id, text: 'back' },
        { type: 'reaction', room, user: ben, id, emoji: '🎉', on: true },
      )
      expect(results).toMatchObject([
        { type: 'appended', message: { replyTo: id } },
        { type: 'refused', code: 'not_found' },
        { type: 'refused', code: 'not_found' },
      ])
    })
  })
}
