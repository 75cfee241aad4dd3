import { expect, test } from 'vitest'
import { WordList } from './word-list.js'

const list = new WordList(['cunt', 'shit', 'ass', 'spamm*', 'buy followers', 'хуй', '傻逼', 'bum'])

test.each([
  'cunt',
  'You CUNT!',
  'c\u200bu\u200bn\u200bt',
  'сunt',
  'ｃｕｎｔ',
  'çünt',
  'cuuuunt',
  'c u n t',
  'c.u.n.t',
  's.h.1.t happens',
  'sh1t',
  '$h!t',
  'what a sh!t!',
  '@ss',
  'asssss',
  'spammer',
  'Buy   followers, now',
  'buy f0ll0wers',
  'ХУЙ',
  '你是傻逼吗',
])('a word is found in "%s"', (text) => {
  expect(list.hasWordOf(text)).toBe(true)
})

test.each([
  'Scunthorpe',
  'classic assessment',
  'as if',
  'That cost 455 $',
  'I am a cat',
  'a b c',
  'followers buy',
  'spam',
  'burn',
  'Пушкин',
  '你好',
  '',
])('none is found in "%s"', (text) => {
  expect(list.hasWordOf(text)).toBe(false)
})

test('a list in a file has an entry a line, comments and empty lines', () => {
  const entries = WordList.entries('# not wanted\r\nshit\r\n\r\n  # more\nbuy followers\n')
  expect(entries).toEqual(['shit', 'buy followers'])
})

test('a long text in other scripts takes a few milliseconds', () => {
  const text = 'съешь ещё этих мягких булок '.repeat(150)
  const times = Array.from({ length: 5 }, () => {
    const startedAt = performance.now()
    list.hasWordOf(text)
    return performance.now() - startedAt
  })
  // Of some of them other programs take a part.
  expect(Math.min(...times)).toBeLessThan(200)
})
