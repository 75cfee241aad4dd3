import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRoomName, normaliseRoomName } from './room-name.js'

describe('a room name', () => {
  test.each(['a', '7', 'support', 'Room.1_2:3~4-5', 'чат', '聊天', 'हिन्दी', '\u00e9t\u00e9'])(
    'may be %j',
    (name) => {
      expect(isRoomName(name)).toBe(true)
    },
  )

  test.each([
    ['empty', ''],
    ['a space within', 'two words'],
    ['a line break at the end', 'support\n'],
    ['a mark at the start', '-support'],
    ['a dot at the start', '.hidden'],
    ['a combining mark at the start', '\u0301a'],
    ['not in NFC', 'e\u0301te\u0301'],
    ['a slash', 'a/b'],
    ['an emoji', '😀'],
    ['markup', '<b>'],
    ['a control character', 'a\u0000b'],
    ['a character that turns the direction of text', 'a\u202eb'],
    ['an unpaired surrogate', 'a\ud83d'],
  ])('may not be %s', (_, name) => {
    expect(isRoomName(name)).toBe(false)
  })

  test('has at most 64 code points, or as many as the server says', () => {
    expect(isRoomName('a'.repeat(64))).toBe(true)
    expect(isRoomName('a'.repeat(65))).toBe(false)
    expect(isRoomName('abc', 3)).toBe(true)
    expect(isRoomName('abcd', 3)).toBe(false)
  })

  test('is counted in code points, not in code units', () => {
    const gothic = '\u{10330}'
    expect(isRoomName(gothic.repeat(64))).toBe(true)
    expect(isRoomName(gothic.repeat(65))).toBe(false)
  })
})

describe('a name as typed', () => {
  test('is composed and trimmed', () => {
    expect(normaliseRoomName('  e\u0301te\u0301 \n')).toBe('\u00e9t\u00e9')
  })

  test('gets the one form that stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const name = normaliseRoomName(typed)
        expect(normaliseRoomName(name)).toBe(name)
      }),
    )
  })
})
