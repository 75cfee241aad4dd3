import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { ann, ben, mod, room, testWithLog, texts, type CreateStore } from './test-with-log.js'

const SECRET = 'my phone number is 555-0123'

export function describeClearing(createStore: CreateStore): void {
  describe('clearing', () => {
    const test = testWithLog(createStore)

    test('what is cleared is gone from the room and from every event, and each keeps its seq', async ({
      log,
    }) => {
      const id = randomUUID()
      await log.appendAll(
        log.say(SECRET, { id }),
        { type: 'edit', room, user: ann, id, text: `${SECRET}!` },
        log.say(SECRET),
      )
      await log.appendAll({ type: 'clear', room, user: mod }, log.say('after'))
      expect(texts((await log.store.latest(room, 10)).messages)).toEqual(['after'])
      expect(await log.store.history(room, 4, 10)).toEqual({ messages: [], hasMore: false })
      expect(await log.store.message(room, id)).toMatchObject({ text: '', deleted: true })
      const events = await log.allEvents()
      expect(events.map(({ type }) => type)).toEqual([
        ...['message', 'edit', 'message', 'clear', 'message'],
      ])
      expect(JSON.stringify(events)).not.toContain(SECRET)
      while (await log.store.scrub(1));
      expect(await log.allEvents()).toEqual(events)
    })

    test('messages of one user are deleted in their places, and those of others stay', async ({
      log,
    }) => {
      await log.appendAll(
        log.say(SECRET),
        log.say('fine', { user: ben }),
        log.say(SECRET),
        { type: 'clear', room, user: mod, of: ann.id },
        log.say('again'),
      )
      const { messages } = await log.store.latest(room, 10)
      expect(texts(messages)).toEqual(['', 'fine', '', 'again'])
      expect(messages.map(({ deleted }) => deleted)).toEqual([true, undefined, true, undefined])
      expect(JSON.stringify(await log.allEvents())).not.toContain(SECRET)
    })

    test('of one user a part at a time: each says how far, and what is not in it stays', async ({
      log,
    }) => {
      await log.appendAll(log.say('1'), log.say('2', { user: ben }), log.say('3'), log.say('4'))
      const stretch = { room, userId: ann.id, after: 0, upTo: 4, limit: 2 }
      const { keeping } = log.store
      expect(await keeping.countOf(stretch)).toEqual({ count: 2, upTo: 3 })
      expect(await keeping.countOf({ ...stretch, limit: 3 })).toEqual({ count: 3, upTo: 4 })
      expect(await keeping.countOf({ ...stretch, limit: 9 })).toEqual({ count: 3, upTo: 4 })
      await log.append({ type: 'clear', room, user: mod, of: ann.id, after: 0, upTo: 3 })
      expect(texts((await log.store.latest(room, 10)).messages)).toEqual(['', '2', '', '4'])
      expect(await keeping.countOf(stretch)).toEqual({ count: 1, upTo: 4 })
      await log.append({ type: 'clear', room, user: mod, of: ann.id, after: 3, upTo: 4 })
      expect(await keeping.countOf(stretch)).toEqual({ count: 0, upTo: 4 })
      expect((await log.allEvents()).slice(4)).toMatchObject([{ upTo: 3 }, { upTo: 4 }])
      await log.append({ type: 'clear', room, user: mod })
      expect(await keeping.countOf({ ...stretch, userId: ben.id })).toEqual({ count: 0, upTo: 4 })
    })

    test('whoever was away is told by what name a user goes from then on', async ({ log }) => {
      await log.fill(1)
      const clear = { type: 'clear' as const, room, user: mod, of: ann.id }
      await log.appendAll(clear, { ...clear, name: 'Nobody' })
      const [, without, named] = await log.allEvents()
      expect(without).not.toHaveProperty('name')
      expect(named).toMatchObject({ type: 'clear', of: ann.id, name: 'Nobody' })
    })

    test('a room may be cleared up to a seq', async ({ log }) => {
      await log.fill(5)
      await log.append({ type: 'clear', room, user: mod, upTo: 3 })
      expect(texts((await log.store.latest(room, 10)).messages)).toEqual(['4', '5'])
      expect((await log.append({ type: 'clear', room, user: mod, upTo: 2 })).type).toBe('unchanged')
    })

    test('a cleared message cannot be written again, edited or reacted to', async ({ log }) => {
      const id = randomUUID()
      await log.append(log.say(SECRET, { id }))
      await log.append({ type: 'clear', room, user: mod })
      expect(await log.append(log.say('again', { id }))).toMatchObject({ type: 'unchanged' })
      const edit = { type: 'edit' as const, room, user: ann, id, text: 'again' }
      expect(await log.append(edit)).toMatchObject({ type: 'refused', code: 'not_found' })
    })

    test('only moderators clear', async ({ log }) => {
      await log.fill(1)
      const clear = { type: 'clear' as const, room, user: ann }
      expect(await log.append(clear)).toMatchObject({ type: 'refused', code: 'forbidden' })
    })
  })

  describe('hiding', () => {
    const test = testWithLog(createStore)

    test('a hidden message says nothing to anybody, until it is shown again', async ({ log }) => {
      const id = randomUUID()
      await log.appendAll(log.say('first', { id }), {
        type: 'edit',
        room,
        user: ann,
        id,
        text: SECRET,
      })
      await log.append({ type: 'hide', room, user: mod, id, on: true })
      expect(await log.onlyMessage()).toMatchObject({ text: '', hidden: true })
      expect(JSON.stringify(await log.allEvents())).not.toMatch(/first|555/)
      await log.append({ type: 'hide', room, user: mod, id, on: false, text: SECRET })
      const shown = await log.onlyMessage()
      expect(shown.text).toBe(SECRET)
      expect(shown).not.toHaveProperty('hidden')
    })

    test('a message that was shown again and then deleted leaves no text', async ({ log }) => {
      const id = randomUUID()
      await log.append(log.say(SECRET, { id }))
      await log.append({ type: 'hide', room, user: mod, id, on: true })
      await log.append({ type: 'hide', room, user: mod, id, on: false, text: SECRET })
      await log.append({ type: 'delete', room, user: mod, id })
      expect(JSON.stringify(await log.allEvents())).not.toContain(SECRET)
    })
  })
}
