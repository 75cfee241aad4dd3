import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseText } from './format/parse-text.js'
import type { TextNode } from './format/text-node.js'

type Link = { href: string; words: string }

const findLinks = (nodes: TextNode[]): Link[] =>
  nodes.flatMap((node) => {
    if (typeof node === 'string') return []
    if (node.type !== 'a') return findLinks(node.children)
    return [{ href: node.href, words: plainTextOf(node.children) }]
  })
function plainTextOf(nodes: TextNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : '')).join('')
}
const linksIn = (text: string) => findLinks(parseText(text)).map(({ words }) => words)
const hrefsIn = (text: string) => findLinks(parseText(text)).map(({ href }) => href)

test('http, https, www and mail addresses are links', () => {
  expect(parseText('See https://example.com/a?b=c#d now')).toEqual([
    'See ',
    { type: 'a', children: ['https://example.com/a?b=c#d'], href: 'https://example.com/a?b=c#d' },
    ' now',
  ])
  expect(hrefsIn('www.example.com')).toEqual(['https://www.example.com/'])
  expect(hrefsIn('HTTP://EXAMPLE.COM')).toEqual(['http://example.com/'])
  expect(hrefsIn('mailto:a@example.com')).toEqual(['mailto:a@example.com'])
  expect(hrefsIn('https://例え.jp/日本')).toEqual(['https://xn--r8jz45g.jp/%E6%97%A5%E6%9C%AC'])
})

test.each([
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://example.com/x',
  'ftp://example.com',
  'https://',
  'http://?',
  'xhttps://example.com',
])('%s is no link', (text) => {
  expect(hrefsIn(text).filter((href) => href.startsWith(text))).toEqual([])
  expect(hrefsIn(text).filter((href) => !/^(https?|mailto):/.test(href))).toEqual([])
})

test.each([
  ['Go to https://example.com.', 'https://example.com'],
  ['https://example.com, and', 'https://example.com'],
  ['Really https://example.com?!', 'https://example.com'],
  ['(https://example.com)', 'https://example.com'],
  ['(see https://example.com/a).', 'https://example.com/a'],
  ['https://en.wikipedia.org/wiki/C_(language)', 'https://en.wikipedia.org/wiki/C_(language)'],
  ['“https://example.com”', 'https://example.com'],
  ['<https://example.com>', 'https://example.com'],
  ['[https://example.com/[x]]', 'https://example.com/[x]'],
  ['*https://example.com*', 'https://example.com'],
  ['_https://example.com/a_b_', 'https://example.com/a_b'],
])('what surrounds the link in %s is not part of it', (text, link) => {
  expect(linksIn(text)).toEqual([link])
})

test('characters that turn the direction of a text end a link, so that it cannot show another address', () => {
  expect(linksIn('https://example.com/\u202emoc.live')).toEqual(['https://example.com/'])
})

test('two links in a row are two', () => {
  expect(linksIn('https://a.example\nhttps://b.example')).toEqual([
    'https://a.example',
    'https://b.example',
  ])
})

test('whatever the text, links are http, https or mail, and stand in it as they are', () => {
  const fragment = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('https://', 'http://', 'www.', 'mailto:', 'javascript:', 'a.example', ' '),
    fc.constantFrom('(', ')', '[', ']', '.', '…', '"', '<', '>', '@', ':', '\\', '\n'),
  )
  fc.assert(
    fc.property(fc.array(fragment), (fragments) => {
      const text = fragments.join('')
      for (const { href, words } of findLinks(parseText(text))) {
        expect(words).not.toBe('')
        expect(text).toContain(words)
        expect(href).toMatch(/^(https?:\/\/[^/]|mailto:)/)
      }
    }),
  )
})

test('a long text without a link, or with half of one, takes no time to speak of', () => {
  const texts = [
    'https://'.repeat(20_000),
    `https://a${'.'.repeat(100_000)}`,
    `https://a${'.'.repeat(100_000)}x`,
    `https://a${')'.repeat(100_000)}`,
    '('.repeat(100_000),
  ]
  const times = Array.from({ length: 3 }, () => {
    const startedAt = performance.now()
    for (const text of texts) parseText(text)
    return performance.now() - startedAt
  })
  // Of the square of its length it would be minutes. Of some of the three other programs take a part.
  expect(Math.min(...times)).toBeLessThan(1_000)
})
