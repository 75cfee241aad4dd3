import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { ann, room, testWithLog, type CreateStore } from './test-with-log.js'

const TEXTS = [
  'two\nlines\tand a tab',
  'naïve café, Straße, Ελληνικά, русский, 中文, 日本語, 한국어, ไทย, தமிழ்',
  'مرحبا بالعالم — שלום עולם',
  'e\u0301 is not é, and \u212b is not Å',
  '👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪 👍🏽 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  `'; DROP TABLE messages; -- "quoted" \\ %s \${x} {{y}} ?1 :name @p`,
  '<img src=x onerror=alert(1)> & &amp; <!-- -->',
  '\u202eright to left\u202c, zero\u200bwidth, \ufeffmark, \ue000 private, \u{10ffff}',
  'null undefined NaN 0x1 1e309 true',
  '__proto__ constructor toString',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢',
  '𝒳'.repeat(4_000),
]

export function describeContent(createStore: CreateStore): void {
  describe('content', () => {
    const test = testWithLog(createStore)

    test('texts of every script, and those that look like code, come back unchanged', async ({
      log,
    }) => {
      for (const text of TEXTS) {
        const id = randomUUID()
        await log.append(log.say('before', { id }))
        await log.appendAll(log.say(text), { type: 'edit', room, user: ann, id, text })
      }
      const { messages } = await log.store.latest(room, 100)
      expect(messages.map(({ text }) => text)).toEqual(TEXTS.flatMap((text) => [text, text]))
      const edits = (await log.allEvents()).flatMap((e) => (e.type === 'edit' ? e.text : []))
      expect(edits).toEqual(TEXTS)
    })

    test('names of users and rooms, and reactions, come back unchanged', async ({ log }) => {
      for (const name of ['مريم', "O'Brien; --", '小明 🎉', '__proto__', 'constructor', '%']) {
        const user = { id: name, name }
        const id = randomUUID()
        await log.append({ type: 'message', room: name, user, id, text: 'hello' })
        for (const emoji of ['👩‍👩‍👧‍👦', '🏳️‍🌈']) {
          await log.append({ type: 'reaction', room: name, user, id, emoji, on: true })
        }
        const page = await log.store.latest(name, 10)
        expect(page).toMatchObject({
          room: { name, seq: 3 },
          messages: [{ user, reactions: { '👩‍👩‍👧‍👦': [name], '🏳️‍🌈': [name] } }],
        })
      }
    })

    test('rooms whose names differ only in case or form are different rooms', async ({ log }) => {
      for (const name of ['lounge', 'Lounge', 'LOUNGE', 'ſ', 's']) {
        await log.append(log.say(name, { room: name }))
        expect((await log.store.latest(name, 10)).messages.map(({ text }) => text)).toEqual([name])
      }
    })
  })
}
