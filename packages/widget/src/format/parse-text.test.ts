import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseText } from './parse-text.js'
import { plainText } from './plain-text.js'
import type { TextNode } from './text-node.js'

const el = (type: Exclude<TextNode, string | { type: 'a' }>['type'], ...children: TextNode[]) => ({
  type,
  children,
})
const strong = (...children: TextNode[]) => el('strong', ...children)
const em = (...children: TextNode[]) => el('em', ...children)
const item = (value: string, ...children: TextNode[]) => ({ ...el('li', ...children), value })

test.each<[string, TextNode[]]>([
  ['*bold*', [strong('bold')]],
  ['**bold**', [strong('bold')]],
  ['***bold***', [strong('bold')]],
  ['_italic_', [em('italic')]],
  ['~~gone~~', [el('del', 'gone')]],
  ['`a *b* _c_`', [el('code', 'a *b* _c_')]],
  ['``a ` b``', [el('code', 'a ` b')]],
  ['Say *two words*, please.', ['Say ', strong('two words'), ', please.']],
  ['*a* *b*', [strong('a'), ' ', strong('b')]],
  ['5 *stars, see *here*', ['5 *stars, see ', strong('here')]],
  ['*a _b_ c*', [strong('a ', em('b'), ' c')]],
  ['_*a*_', [em(strong('a'))]],
  [
    '(*a*) "*b*" «_c_» ¡*d*!',
    ['(', strong('a'), ') "', strong('b'), '" «', em('c'), '» ¡', strong('d'), '!'],
  ],
  ['これは*太字*です', ['これは', strong('太字'), 'です']],
  ['*굵게*는', [strong('굵게'), '는']],
  ['*عريض* نص', [strong('عريض'), ' نص']],
  ['ב*תל אביב*', ['ב', strong('תל אביב')]],
  ['😀*bold*😀', ['😀', strong('bold'), '😀']],
  ['*👍*', [strong('👍')]],
  ['the `User`s', ['the ', el('code', 'User'), 's']],
  ['_snake_case_', [em('snake_case')]],
  ['*one*\n*two*', [strong('one'), '\n', strong('two')]],
])('%s is shown so', (text, nodes) => {
  expect(parseText(text)).toEqual(nodes)
})

test.each([
  'snake_case_name and __init__.py',
  '2*3*4 = 24, 2 * 3 * 4 too, 2**3**4 also',
  'f(*args, **kwargs)',
  'char *p, *q;',
  'int* a, int* b',
  '/* comment */',
  '/*x*/',
  '**/*.ts',
  '*.js and *.ts',
  '*',
  '**',
  '* *',
  '*** ** ~~ ~~~ ____ `` ```',
  'so * not bold * at all',
  '*open',
  'closed*',
  '*one\ntwo*',
  'price* and terms*',
  '(*_*) ^_^ hi ^_^ -_- really -_- >_< (._.) no (._.) (;_;) T_T o_O',
  '¯\\_(ツ)_/¯',
  'it`s John`s',
  'rock ` n ` roll',
  '~5 and ~6 or ~ 7',
  'a - b - c',
  '-5 degrees',
  '1.5 litres',
  '2026. is a year, 1) is no item',
  '>_> and >quote',
  '<3 > 2',
  '> ',
  '#hashtag @name',
  '#يوم_الوطني_السعودي #東京_大阪_京都',
  '```',
  '```open\nnever closed',
  '  indented\n\n\n  as it is  ',
  '---\n***\n___',
  ':-* :* ;-*',
])('ordinary text stays as it is: %s', (text) => {
  expect(parseText(text)).toEqual([text])
})

test('an address keeps its marks', () => {
  expect(parseText('https://example.com/_a_b_*c*?d_e=`f')[0]).toMatchObject({
    type: 'a',
    href: 'https://example.com/_a_b_*c*?d_e=',
  })
  expect(parseText('*see https://example.com/a_b*')).toEqual([
    strong('see ', {
      type: 'a',
      children: ['https://example.com/a_b'],
      href: 'https://example.com/a_b',
    }),
  ])
})

test('code is a block where a line begins with a fence, and taken as it is', () => {
  expect(parseText('```\n  *a*\n\n> b\n```')).toEqual([el('pre', '  *a*\n\n> b')])
  expect(parseText('```js\nlet a\n```')).toEqual([el('pre', 'let a')])
  expect(parseText('```one\ntwo```')).toEqual([el('pre', 'one\ntwo')])
  expect(parseText('```hello\n```')).toEqual([el('pre', 'hello')])
  expect(parseText('```let a```')).toEqual([el('code', 'let a')])
  expect(parseText('So:\n\n```\na\n```\n\nThat is it')).toEqual([
    el('div', 'So:'),
    el('pre', 'a'),
    el('div', 'That is it'),
  ])
  expect(parseText('```a``` or ```b```')).toEqual([el('code', 'a'), ' or ', el('code', 'b')])
})

test('a quote is what stands behind an angle and a space', () => {
  expect(parseText('> one *two*\n>\n> three\nNo')).toEqual([
    el('blockquote', 'one ', strong('two'), '\n\nthree'),
    el('div', 'No'),
  ])
  expect(parseText('> > twice\n> once')).toEqual([
    el('blockquote', el('blockquote', 'twice'), el('div', 'once')),
  ])
})

test('a list has bullets or the numbers that were written', () => {
  expect(parseText('- one\n* _two_\nmore')).toEqual([
    el('ul', el('li', 'one'), el('li', em('two'))),
    el('div', 'more'),
  ])
  expect(parseText('3. three\n3. again\n0. none')).toEqual([
    el('ol', item('3', 'three'), item('3', 'again'), item('0', 'none')),
  ])
  expect(parseText('- one\n1. two')).toEqual([
    el('ul', el('li', 'one')),
    el('ol', item('1', 'two')),
  ])
  expect(parseText('1. one\n   - sub\n     - deep\n   text\n2. two')).toEqual([
    el(
      'ol',
      item(
        '1',
        el('div', 'one'),
        el('ul', el('li', el('div', 'sub'), el('ul', el('li', 'deep')))),
        el('div', 'text'),
      ),
      item('2', 'two'),
    ),
  ])
})

test('read out, a text has no marks', () => {
  expect(plainText('*Hi* `you`: https://example.com')).toBe('Hi you: https://example.com')
  expect(plainText('Buy:\n- _milk_\n- tea\n> ok\n```\ncode\n```')).toBe('Buy:\nmilk\ntea\nok\ncode')
  expect(plainText('2*3*4')).toBe('2*3*4')
})

const hostile = fc.oneof(
  fc.constantFrom(
    '*',
    '**',
    '***',
    '_',
    '~~',
    '`',
    '``',
    '```',
    '> ',
    '>',
    '- ',
    '1. ',
    '12. ',
    '  ',
    '    ',
  ),
  fc.constantFrom(
    '\n',
    ' ',
    'a',
    '漢',
    '😀',
    '.',
    '(',
    ')',
    '"',
    'https://a.example/_*',
    'js',
    '\u202e',
    '\0',
  ),
  fc.string({ unit: 'binary' }),
)

test('whatever the text, nothing but marks is lost, doubled or moved', () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 60 }), (fragments) => {
      const text = fragments.join('')
      expect(isWithoutMarks(shown(parseText(text)), text)).toBe(true)
      expect(isWithoutMarks(plainText(text), text)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('whatever the text, quotes and lists are at most three deep, and all of it at most a dozen', () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 200 }), (fragments) => {
      expect(depthOf(parseText(fragments.join('')))).toBeLessThan(13)
    }),
  )
  expect(depthOf(parseText('> '.repeat(2_000) + 'a'))).toBeLessThan(13)
  expect(depthOf(parseText('- '.repeat(2_000) + 'a'))).toBeLessThan(13)
  expect(depthOf(parseText('*_~~**'.repeat(2_000) + 'a'))).toBeLessThan(13)
})

test.each([
  '*',
  '**',
  '_',
  '~~',
  '`',
  '``',
  '```',
  '[',
  '> ',
  '- ',
  '1. ',
  '*a',
  'a*',
  '*_',
  '*.* ',
  '_*a',
  '`a``b```',
  '```\n',
  '```a\n',
  '> \n',
  '- a\n',
  '- a\n  ',
  '>- ',
  ' *a*',
  ' ',
  '\n',
  '漢*',
  '😀_',
  'https://a.a/)_',
  '*a\n',
])('a long text of %j takes time in proportion to its length', (piece) => {
  const timeOf = (length: number) => {
    const text = piece.repeat(Math.ceil(length / piece.length))
    const startedAt = performance.now()
    parseText(text)
    return performance.now() - startedAt
  }
  timeOf(10_000)
  // Of the square of its length it would be an hour. Of some of the three other programs take a part.
  const times = Array.from({ length: 3 }, () => timeOf(200_000))
  expect(Math.min(...times)).toBeLessThan(2_000)
})

/** All text of a tree, as it is shown; numbers of items are. */
function shown(nodes: readonly TextNode[]): string {
  return nodes
    .map((node) =>
      typeof node === 'string'
        ? node
        : `${'value' in node ? (node.value ?? '') : ''}${shown(node.children)}`,
    )
    .join('')
}

/** Whether `shown` is `source` without some marks and white space. */
function isWithoutMarks(words: string, source: string): boolean {
  const strip = (text: string) => text.replace(/[*_~`>\s\-.\d]|```[\w+#.-]*(?=\n)/g, '')
  return (
    strip(words).replace(/js/g, '') === strip(source).replace(/js/g, '') && isWithin(words, source)
  )
}

/** Whether the characters of `words` stand in `source` in this order. White space between blocks may be new. */
function isWithin(words: string, source: string): boolean {
  let at = 0
  for (const character of words) {
    if (character === '\n') continue
    at = source.indexOf(character, at) + 1
    if (at === 0) return false
  }
  return true
}

function depthOf(nodes: readonly TextNode[]): number {
  return Math.max(
    0,
    ...nodes.map((node) => (typeof node === 'string' ? 0 : 1 + depthOf(node.children))),
  )
}
