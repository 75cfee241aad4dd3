import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import type { Log } from './test-with-log.js'
import { ann, ben, mod, room, texts, testWithLog, type CreateStore } from './test-with-log.js'

export function describeSearch(createStore: CreateStore): void {
  describe('rooms and search', () => {
    const test = testWithLog(createStore)

    const find = (log: Log, text: string, more: object = {}) =>
      log.store.search(room, {
        text,
        before: Number.MAX_SAFE_INTEGER,
        scan: 1_000,
        limit: 10,
        ...more,
      })

    test('rooms come by name, page by page, with their seq, settings and when they were written to', async ({
      log,
    }) => {
      // In UTF-8 the name with the code point beyond 16 bits is the last, in UTF-16 it is not.
      const names = ['a', 'b-2', 'b.1', 'Z', '\uFB01', '\u{20BB7}']
      const ordered = ['Z', 'a', 'b-2', 'b.1', '\uFB01', '\u{20BB7}']
      for (const name of names) {
        await log.append(log.say('x', { room: name }))
        log.clock += 1_000
      }
      await log.append({ type: 'settings', room: 'Z', user: mod, settings: { readOnly: true } })

      const first = await log.store.rooms('', 4)
      const second = await log.store.rooms(first.at(-1)?.name ?? '', 4)
      expect([...first, ...second].map(({ name }) => name)).toEqual(ordered)
      expect(first[0]).toEqual({
        ...(await log.store.room('Z')),
        seq: 2,
        settings: { readOnly: true },
        lastAt: '2026-05-01T10:00:06.000Z',
      })
      const active = await log.store.activeRooms(3)
      expect(active.map(({ name }) => name)).toEqual(['Z', '\u{20BB7}', '\uFB01'])
    })

    test('a search finds what contains the text, in either case, the latest first', async ({
      log,
    }) => {
      await log.appendAll(
        log.say('Tea at five'),
        log.say('coffee', { user: ben }),
        log.say('no TEA left'),
        log.say('steal', { room: 'elsewhere' }),
      )
      const found = await find(log, 'tea')
      expect(texts(found.messages)).toEqual(['no TEA left', 'Tea at five'])
      expect(found.next).toBeUndefined()
      expect(found.messages[1]).toMatchObject({ seq: 1, user: ann })
      expect((await find(log, 'cocoa')).messages).toEqual([])
    })

    test('characters that mean something to a database are found as they are', async ({ log }) => {
      await log.appendAll(log.say('100%'), log.say('1000'), log.say('a_b'), log.say('acb'))
      await log.appendAll(log.say('c:\\d'), log.say("it's"), log.say('"x"'))
      const found = async (text: string) => texts((await find(log, text)).messages)
      expect(await found('0%')).toEqual(['100%'])
      expect(await found('a_b')).toEqual(['a_b'])
      expect(await found(':\\d')).toEqual(['c:\\d'])
      expect(await found("t's")).toEqual(["it's"])
      expect(await found('%')).toEqual(['100%'])
    })

    test('what is deleted, hidden or cleared is not found, and what was edited is found as it is now', async ({
      log,
    }) => {
      const [gone, hidden, edited] = [randomUUID(), randomUUID(), randomUUID()]
      await log.append(log.say('pear: cleared'))
      await log.append({ type: 'clear', room, user: mod })
      await log.append(log.say('pear: deleted', { id: gone }))
      await log.append(log.say('pear: hidden', { id: hidden }))
      await log.append(log.say('plum', { id: edited }))
      await log.append({ type: 'delete', room, user: ann, id: gone })
      await log.append({ type: 'hide', room, user: mod, id: hidden, on: true })
      await log.append({ type: 'edit', room, user: ann, id: edited, text: 'pear: edited' })
      expect(texts((await find(log, 'pear')).messages)).toEqual(['pear: edited'])
      expect((await find(log, 'plum')).messages).toEqual([])
    })

    test('a search that is bounded goes on where it stopped, and finds everything once', async ({
      log,
    }) => {
      await log.fill(40)
      for (const bounds of [
        { scan: 7, limit: 10 },
        { scan: 1_000, limit: 2 },
        { scan: 7, limit: 1 },
      ]) {
        const all: string[] = []
        let before: number | undefined = Number.MAX_SAFE_INTEGER
        while (before !== undefined) {
          const page = await find(log, '3', { ...bounds, before })
          expect(page.messages.length).toBeLessThanOrEqual(bounds.limit)
          all.push(...texts(page.messages))
          before = page.next
        }
        expect(all).toEqual([...[39, 38, 37, 36, 35, 34, 33, 32, 31, 30], 23, 13, 3].map(String))
      }
    })
  })
}
