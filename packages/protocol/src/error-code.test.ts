import { expect, test } from 'vitest'
import { ErrorCode, isErrorCode } from './error-code.js'

test('codes are API: none is missing, none renamed', () => {
  expect(Object.keys(ErrorCode)).toEqual(
    expect.arrayContaining([
      'invalid_payload',
      'invalid_room',
      'not_joined',
      'room_full',
      'rate_limited',
      'too_long',
      'forbidden',
      'banned',
      'muted',
      'read_only',
      'not_found',
      'conflict',
      'unavailable',
      'unsupported_protocol',
      'shutting_down',
    ]),
  )
})

test('every code has a sentence for people', () => {
  for (const sentence of Object.values(ErrorCode)) expect(sentence).toMatch(/^[A-Z].*\.$/)
})

test.each([
  ['rate_limited', true],
  ['teapot', false],
  ['toString', false],
  [404, false],
  [undefined, false],
])('whether %j is a code: %j', (value, expected) => {
  expect(isErrorCode(value)).toBe(expected)
})
