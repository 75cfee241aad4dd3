import { describe, expect, test } from 'vitest'
import { readActing, type Acting } from './acting.js'

describe('in whose name', () => {
  test('is the server’s where nobody is named', () => {
    expect(readActing({}).by).toMatchObject({ name: 'Server' })
  })

  test('is a name of one line', () => {
    expect(readActing({ by: 'Ann of the office', reason: 'Spam' })).toMatchObject({
      by: { name: 'Ann of the office' },
      reason: 'Spam',
    })
  })

  test.each([
    ['an empty name', { by: '' }],
    ['a name of two lines', { by: 'Ann\nBen' }],
    ['a reason that no database keeps', { reason: 'a\0b' }],
    ['an empty reason', { reason: ' ' }],
    ['a reason of 501 characters', { reason: 'x'.repeat(501) }],
    ['a name that is no text', { by: 7 }],
    ['a reason that is no text', { reason: {} }],
  ])('refused: %s', (_what, acting) => {
    expect(() => readActing(acting as Acting)).toThrow(
      expect.objectContaining({ code: 'invalid_payload' }),
    )
  })
})
