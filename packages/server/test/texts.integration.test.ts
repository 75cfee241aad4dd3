import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()
const room = 'tea'

async function arrive(database: 'memory' | 'sqlite' = 'memory') {
  const dataDir = join(folder, randomUUID())
  const { url } = await startServer({ database, dataDir })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room })
  return { url, ann }
}

const TEXTS = [
  '<img src=x onerror=alert(1)>',
  '"quotes", \\backslashes\\ and {"json":true}',
  "Robert'); DROP TABLE messages;--",
  'two\nlines\tand a tab',
  ' spaces around ',
  '__proto__',
  'שלום, עולם — مرحبا',
  '👩‍👩‍👧‍👦 🇳🇱 👍🏽',
  'e\u0301 is not \u00e9',
  '\u2028 and \u2029',
  'zero\u200bwidth',
  '😀'.repeat(4_000),
  '\t'.repeat(1_999) + 'x' + '\n'.repeat(2_000),
]

test.each(['memory', 'sqlite'] as const)(
  'a text is told, answered and kept as it was written (%s)',
  async (database) => {
    const { url, ann } = await arrive(database)
    const ben = await Visitor.arrive(url)
    await ben.request('join', { room })
    for (const text of TEXTS) {
      const { message } = await ann.request('message', { room, text })
      expect(message.text).toBe(text)
    }
    await eventually(() => expect(ben.texts(room)).toEqual(TEXTS))
    const { messages } = await ben.request('history', { room, before: 999 })
    expect(messages.map(({ text }) => text)).toEqual(TEXTS)
  },
)

test.each([
  ['empty', '', 'invalid_payload'],
  ['blank', ' \n\t\u00a0', 'invalid_payload'],
  ['invisible', '\u200b\u2060', 'invalid_payload'],
  ['with a null character', 'a\u0000b', 'invalid_payload'],
  ['with an escape sequence', '\u001b[31mred', 'invalid_payload'],
  ['with half a character', 'half \ud83d', 'invalid_payload'],
  ['one character too long', '😀'.repeat(4_001), 'too_long'],
  ['far too long', 'x'.repeat(20_000), 'too_long'],
  ['a number', 7, 'invalid_payload'],
])('a text that is %s is neither sent nor edited in', async (_, text, code) => {
  const { ann } = await arrive()
  const { message } = await ann.request('message', { room, text: 'Sound' })
  expect(await ann.codeOf('message', { room, text })).toBe(code)
  expect(await ann.codeOf('edit', { room, id: message.id, text })).toBe(code)
  expect((await ann.request('history', { room, before: 99 })).messages).toEqual([message])
})

test('the limit of a text is the operator’s, and is told', async () => {
  const { url } = await startServer({ limits: { textLength: 5, nameLength: 3 } })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room })
  expect(ann.session.limits).toMatchObject({ textLength: 5, nameLength: 3 })
  expect(await ann.codeOf('message', { room, text: '12345' })).toBe('ok')
  expect(await ann.codeOf('message', { room, text: '123456' })).toBe('too_long')
  expect(await ann.codeOf('name', { name: 'Annabel' })).toBe('too_long')
})

test.each([
  ['another’s direction', 'Ann\u202e nimda'],
  ['a zero-width space', 'An\u200bn'],
  ['a second line', 'Ann\nAdmin'],
  ['a line separator', 'Ann\u2028Admin'],
  ['spaces around', ' Ann '],
  ['nothing to see', '\u3164\u200d'],
  ['half a character', 'Ann\udc00'],
  ['a private character', 'Ann\ue000'],
])('a name with %s is refused, and the old one stays', async (_, name) => {
  const { url, ann } = await arrive()
  expect(await ann.codeOf('name', { name })).toBe('invalid_payload')
  const again = await Visitor.arrive(url, { token: ann.session.token })
  expect(again.session.user).toEqual(ann.session.user)
})

test('an answer names a message of the same room', async () => {
  const { ann } = await arrive()
  await ann.request('join', { room: 'coffee' })
  const { message } = await ann.request('message', { room, text: 'Tea?' })
  const reply = { text: 'Yes', replyTo: message.id }

  expect(await ann.request('message', { room, ...reply })).toMatchObject({ message: reply })
  expect(await ann.codeOf('message', { room: 'coffee', ...reply })).toBe('not_found')
  expect(await ann.codeOf('message', { room, text: 'Yes', replyTo: randomUUID() })).toBe(
    'not_found',
  )
})

test('a message without an id gets one', async () => {
  const { ann } = await arrive()
  const { message } = await ann.request('message', { room, text: 'Tea?' })
  expect(message.id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
})
