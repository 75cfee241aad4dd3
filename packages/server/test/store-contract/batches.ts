import { DEFAULT_ROOM_SETTINGS } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import type { Append } from '../../src/store/append.js'
import { ann, ben, decide, mod, room, testWithLog, type CreateStore } from './test-with-log.js'

export function describeBatches(createStore: CreateStore): void {
  describe('batches', () => {
    const test = testWithLog(createStore)

    test('each append is decided upon with what those before it in the batch have made', async ({
      log,
    }) => {
      const id = randomUUID()
      const answer: Append = {
        type: 'message',
        room,
        user: ben,
        id: randomUUID(),
        text: 'answer',
        replyTo: id,
      }
      const results = await log.appendAll(
        answer,
        log.say('question', { id }),
        answer,
        { type: 'edit', room, user: ann, id, text: 'better question' },
        { type: 'settings', room, user: mod, settings: { readOnly: true } },
        log.say('too late'),
      )
      expect(results).toMatchObject([
        { type: 'refused', code: 'not_found' },
        { type: 'appended' },
        { type: 'appended', message: { replyTo: id } },
        { type: 'appended', message: { text: 'better question' } },
        { type: 'appended' },
        { type: 'refused', code: 'read_only' },
      ])
    })

    test('a batch that fails in the middle leaves nothing behind, and the next one works', async ({
      log,
    }) => {
      const id = randomUUID()
      await log.append(log.say('kept', { id }))
      const before = await log.allEvents()
      const batch: Append[] = [
        { type: 'edit', room, user: ann, id, text: 'lost' },
        { type: 'settings', room, user: mod, settings: { readOnly: true } },
        log.say('lost', { room: 'other' }),
        log.say('the end', { user: mod }),
      ]
      const failing = log.store.append(batch, (one, context) => {
        if (one.type === 'message' && one.text === 'the end') throw new Error('the disk is gone')
        return decide(one, context)
      })
      await expect(failing).rejects.toThrow('the disk is gone')

      expect(await log.allEvents()).toEqual(before)
      expect(await log.onlyMessage()).toMatchObject({ text: 'kept' })
      expect((await log.store.room(room)).settings).toEqual(DEFAULT_ROOM_SETTINGS)
      expect(await log.allEvents('other')).toEqual([])
      expect(await log.append(log.say('next'))).toMatchObject({
        type: 'appended',
        event: { seq: 2 },
      })
    })

    test('an empty batch is answered with nothing', async ({ log }) => {
      expect(await log.appendAll()).toEqual([])
    })
  })
}
