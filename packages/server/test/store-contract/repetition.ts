import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import type { Append } from '../../src/store/append.js'
import { ann, ben, mod, room, types, testWithLog, type CreateStore } from './test-with-log.js'

export function describeRepetition(createStore: CreateStore): void {
  describe('repetition', () => {
    const test = testWithLog(createStore)

    test('a message sent twice with one id is stored once, and the second answer is the original', async ({
      log,
    }) => {
      const id = randomUUID()
      const first = await log.append(log.say('hello', { id }))
      log.clock += 1_000
      const second = await log.append(log.say('hello', { id }))
      expect(second).toEqual({ type: 'unchanged', message: await log.onlyMessage() })
      expect(first).toMatchObject({ type: 'appended', message: await log.onlyMessage() })
    })

    test('a message sent twice within one batch is stored once', async ({ log }) => {
      const twice = log.say('hello')
      expect(types(await log.appendAll(twice, twice))).toEqual(['appended', 'unchanged'])
      expect(await log.onlyMessage()).toMatchObject({ seq: 1, text: 'hello' })
    })

    test('a repeated message is answered as it is now, also edited or deleted', async ({ log }) => {
      const id = randomUUID()
      await log.append(log.say('hello', { id }))
      await log.append({ type: 'edit', room, user: ann, id, text: 'hello!' })
      expect(await log.append(log.say('hello', { id }))).toMatchObject({
        message: { text: 'hello!' },
      })
      await log.append({ type: 'delete', room, user: ann, id })
      const again = await log.append(log.say('hello', { id }))
      expect(again).toMatchObject({ type: 'unchanged', message: { text: '', deleted: true } })
      expect((await log.store.room(room)).seq).toBe(3)
    })

    test('an id that another user has taken is a conflict', async ({ log }) => {
      const id = randomUUID()
      await log.append(log.say('mine', { id }))
      const result = await log.append(log.say('mine too', { id, user: ben }))
      expect(result).toMatchObject({ type: 'refused', code: 'conflict' })
      expect(await log.onlyMessage()).toMatchObject({ text: 'mine', user: ann })
    })

    test('one id may be used in two rooms', async ({ log }) => {
      const id = randomUUID()
      await log.appendAll(
        log.say('here', { id }),
        log.say('there', { id, room: 'other', user: ben }),
      )
      expect(await log.onlyMessage()).toMatchObject({ id, text: 'here' })
      expect((await log.store.latest('other', 10)).messages).toMatchObject([{ id, text: 'there' }])
    })

    test('a repeated edit, deletion, reaction or setting appends nothing', async ({ log }) => {
      const id = randomUUID()
      const changes: Append[] = [
        { type: 'edit', room, user: ann, id, text: 'edited' },
        { type: 'reaction', room, user: ben, id, emoji: '👍', on: true },
        { type: 'settings', room, user: mod, settings: { readOnly: true } },
        { type: 'delete', room, user: ann, id },
      ]
      await log.append(log.say('hello', { id }))
      for (const change of changes) {
        expect(await log.append(change)).toMatchObject({ type: 'appended' })
        expect(await log.append(change)).toMatchObject({ type: 'unchanged' })
      }
      expect((await log.store.room(room)).seq).toBe(5)
    })
  })
}
