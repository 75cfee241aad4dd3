import type { RoomEvent, User } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { ann, ben, mod, room, testWithLog, type CreateStore } from './test-with-log.js'

export function describeMessages(createStore: CreateStore): void {
  describe('messages as they are now', () => {
    const test = testWithLog(createStore)

    test('an edit changes the text and says when; the events keep both texts', async ({ log }) => {
      const id = randomUUID()
      await log.append(log.say('helo', { id }))
      log.clock += 1_000
      const result = await log.append({ type: 'edit', room, user: ann, id, text: 'hello' })

      const edited = { id, seq: 1, text: 'hello', editedAt: '2026-05-01T10:00:01.000Z' }
      expect(await log.onlyMessage()).toMatchObject(edited)
      expect(result).toMatchObject({ type: 'appended', message: edited })
      expect(await log.allEvents()).toMatchObject([
        { type: 'message', message: { text: 'helo' } },
        { type: 'edit', text: 'hello' },
      ])
      expect(await log.allEvents()).not.toMatchObject([
        { message: { editedAt: edited.editedAt } },
        {},
      ])
    })

    test('an edited message keeps its first text in the log, however often it is edited', async ({
      log,
    }) => {
      const id = randomUUID()
      await log.append(log.say('one', { id }))
      for (const text of ['two', 'three', 'one']) {
        await log.append({ type: 'edit', room, user: ann, id, text })
      }
      const texts = (await log.allEvents()).map((event) =>
        event.type === 'message' ? event.message.text : event.type === 'edit' && event.text,
      )
      expect(texts).toEqual(['one', 'two', 'three', 'one'])
    })

    test('reactions come and go in the order in which they were made', async ({ log }) => {
      const id = randomUUID()
      const react = (user: User, emoji: string, on = true) =>
        log.append({ type: 'reaction', room, user, id, emoji, on })
      await log.append(log.say('hello', { id }))
      await react(ben, '👍')
      await react(ann, '👍')
      await react(ann, '🎉')
      expect((await log.onlyMessage()).reactions).toEqual({ '👍': ['ben', 'ann'], '🎉': ['ann'] })
      await react(ben, '👍', false)
      await react(ann, '🎉', false)
      expect((await log.onlyMessage()).reactions).toEqual({ '👍': ['ann'] })
      await react(ann, '👍', false)
      expect(await log.onlyMessage()).not.toHaveProperty('reactions')
      expect((await log.allEvents())[0]).not.toHaveProperty('message.reactions')
    })

    test('settings hold for the room from their event on', async ({ log }) => {
      await log.append({ type: 'settings', room, user: mod, settings: { readOnly: true } })
      expect((await log.store.room(room)).settings).toEqual({ readOnly: true })
      expect((await log.store.room('other')).settings).toEqual({ readOnly: false })
    })

    test('events have the plain shape of the wire, with the author as named and empowered then', async ({
      log,
    }) => {
      const id = randomUUID()
      const replyTo = randomUUID()
      const at = '2026-05-01T10:00:00.000Z'
      await log.appendAll(
        log.say('question', { id: replyTo, user: mod }),
        { type: 'message', room, user: ann, id, text: 'answer', replyTo },
        { type: 'edit', room, user: { ...ann, name: 'Anna' }, id, text: 'answer!' },
        { type: 'reaction', room, user: mod, id, emoji: '👍', on: true },
        { type: 'settings', room, user: mod, settings: { readOnly: true } },
      )
      const expected: RoomEvent[] = [
        {
          seq: 1,
          at,
          type: 'message',
          message: { id: replyTo, seq: 1, at, user: mod, text: 'question' },
        },
        {
          seq: 2,
          at,
          type: 'message',
          message: { id, seq: 2, at, user: ann, text: 'answer', replyTo },
        },
        { seq: 3, at, type: 'edit', id, text: 'answer!', user: { ...ann, name: 'Anna' } },
        { seq: 4, at, type: 'reaction', id, emoji: '👍', on: true, user: mod },
        { seq: 5, at, type: 'settings', settings: { readOnly: true }, user: mod },
      ]
      expect(await log.allEvents()).toStrictEqual(expected)
    })

    test('what an append is answered with is what the log then holds', async ({ log }) => {
      const id = randomUUID()
      const results = [
        await log.append(log.say('hello', { id })),
        await log.append({ type: 'edit', room, user: ann, id, text: 'hello!' }),
        await log.append({ type: 'reaction', room, user: ben, id, emoji: '👍', on: true }),
      ]
      const events = results.flatMap((result) => (result.type === 'appended' ? result.event : []))
      expect(await log.allEvents()).toStrictEqual(events)
      expect(results.at(-1)).toHaveProperty('message', await log.onlyMessage())
    })
  })
}
