import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDisplayName, isLongerThan, isText, normaliseDisplayName, normaliseText } from './text.js'

describe('length', () => {
  test('counts code points', () => {
    expect(isLongerThan('👍👍', 2)).toBe(false)
    expect(isLongerThan('👍👍👍', 2)).toBe(true)
    expect(isLongerThan('abc', 3)).toBe(false)
    expect(isLongerThan('abcd', 3)).toBe(true)
    expect(isLongerThan('', 0)).toBe(false)
  })

  test('is what spreading the text into code points counts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, max) => {
        expect(isLongerThan(text, max)).toBe([...text].length > max)
      }),
    )
  })
})

describe('text', () => {
  test.each(['Hello', 'two\nlines', 'a\ttab', '<b>not markup</b>', 'שלום', '👩‍👩‍👧', ' x '])(
    'may be %j',
    (text) => {
      expect(isText(text)).toBe(true)
    },
  )

  test.each([
    ['empty', ''],
    ['blank', ' \n\t\u00a0\u3000'],
    ['invisible', '\u200b\u2060\ufeff'],
    ['a null character', 'a\u0000'],
    ['an escape character', '\u001b[31mred'],
    ['a carriage return', 'a\r\nb'],
    ['a C1 control character', 'a\u0085'],
    ['an unpaired surrogate', 'half \ud83d'],
  ])('may not be %s', (_, text) => {
    expect(isText(text)).toBe(false)
  })
})

describe('a display name', () => {
  test.each(['Ann', 'Quiet Otter', 'زهرا\u200cبیگم', '李雷', '👩‍🚀', "O'Neill"])(
    'may be %j',
    (name) => {
      expect(isDisplayName(name)).toBe(true)
    },
  )

  test.each([
    ['empty', ''],
    ['blank', '  '],
    ['invisible', '\u200d'],
    ['a space before', ' Ann'],
    ['a space after', 'Ann '],
    ['two lines', 'Ann\nBob'],
    ['a line separator', 'Ann\u2028Bob'],
    ['a tab', 'Ann\tBob'],
    ['a character that turns the direction of text', 'Ann\u202enimda'],
    ['a zero-width space', 'An\u200bn'],
    ['a private character', 'Ann\ue000'],
    ['an unpaired surrogate', 'Ann\udc00'],
  ])('may not be %s', (_, name) => {
    expect(isDisplayName(name)).toBe(false)
  })
})

describe('what a person typed', () => {
  test('gets one kind of line end, and none around it', () => {
    expect(normaliseText('\r\n one\r\ntwo\rthree \n')).toBe('one\ntwo\nthree')
  })

  test('as a name is composed, in one line, without double spaces', () => {
    expect(normaliseDisplayName(' Rene\u0301 \n\t Otter ')).toBe('Ren\u00e9 Otter')
  })

  test('gets the one form that stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const [text, name] = [normaliseText(typed), normaliseDisplayName(typed)]
        expect(normaliseText(text)).toBe(text)
        expect(normaliseDisplayName(name)).toBe(name)
      }),
    )
  })
})
