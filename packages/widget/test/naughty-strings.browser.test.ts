import { expect, test } from 'vitest'
// eslint-disable-next-line import-x/no-relative-packages -- what browser tests of all packages stand on is the repository's own
import { asSent, isAllowed, NAUGHTY_STRINGS } from '../../../test/naughty-strings.js'
import { parseText } from '../src/format/parse-text.js'
import type { TextNode } from '../src/format/text-node.js'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { useStage } from './stage.js'

const stage = useStage()

const ROOM_SIZE = 40
const FORMATS = new Set([
  'A',
  'STRONG',
  'EM',
  'DEL',
  'CODE',
  'PRE',
  'BLOCKQUOTE',
  'UL',
  'OL',
  'LI',
  'DIV',
])

const texts = NAUGHTY_STRINGS.filter(isAllowed).map(asSent)
const rooms = Array.from({ length: Math.ceil(texts.length / ROOM_SIZE) }, (_, index) =>
  texts.slice(index * ROOM_SIZE, (index + 1) * ROOM_SIZE),
)

test('naughty strings are shown as they are, run nothing, load nothing and stay within their row', async () => {
  const asked = new Set<string>()
  const dialogs: string[] = []
  // So high that all of a room is drawn.
  const ann = await stage().visit(
    `<meta name="viewport" content="width=device-width">
     <style>body { margin: 0 } chat-room { height: 20000px; max-height: none }</style><chat-room room="naughty"></chat-room>`,
    {
      browser: { viewport: { width: 280, height: 560 } },
      prepare: async (context) => {
        context.on('request', (request) => asked.add(new URL(request.url()).origin))
        context.on('dialog', (dialog) => {
          dialogs.push(dialog.message())
          void dialog.dismiss()
        })
      },
    },
  )
  await ann.isReady()
  const origins = [...asked]
  for (const [index, strings] of rooms.entries()) {
    const room = `naughty-${index}`
    const zoe = await joinAs(stage(), 'Zoe', room)
    for (const text of strings) await zoe.send(text)
    await ann.element.evaluate((element, name) => element.setAttribute('room', name), room)
    await eventually(() => ann.element.locator('.row[data-id]').count()).toBe(strings.length)
    const rows = await ann.element.evaluate(({ shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll('.row') ?? [])].map((row) => {
        const edges = row.getBoundingClientRect()
        const all = [...row.querySelectorAll('.text, .text *')]
        return {
          text: row.querySelector('.text')?.textContent,
          elements: all.map(({ tagName }) => tagName),
          isWithin: all.every((each) => {
            const { left, right } = each.getBoundingClientRect()
            return left >= edges.left && right <= edges.right + 0.5
          }),
          hrefs: all.flatMap((each) => each.getAttribute('href') ?? []),
        }
      }),
    )
    for (const [at, row] of rows.entries()) {
      const text = strings[at] ?? ''
      expect(row.text).toBe(shown(parseText(text)))
      // What is not as it was typed had marks of a format in it.
      if (row.text !== text) expect(text).toMatch(/[*_~`]|^[>-] |^\d+\. /m)
      expect({ text, strangers: row.elements.filter((name) => !FORMATS.has(name)) }).toEqual({
        text,
        strangers: [],
      })
      expect({ text, isWithin: row.isWithin }).toEqual({ text, isWithin: true })
      for (const href of row.hrefs) expect(href).toMatch(/^(https?:\/\/|mailto:)/)
    }
  }
  expect(await ann.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    280,
  )
  expect(dialogs).toEqual([])
  expect([...asked]).toEqual(origins)
})

function shown(nodes: readonly TextNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : shown(node.children))).join('')
}
