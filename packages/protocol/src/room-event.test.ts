import { expect, test } from 'vitest'
import { isKnownRoomEvent } from './room-event.js'

const place = { seq: 1, at: '2030-01-01T00:00:00.000Z' }

test.each([
  ['message', true],
  ['edit', true],
  ['delete', true],
  ['reaction', true],
  ['settings', true],
  ['poll', false],
  ['toString', false],
  ['', false],
])('whether an event of type %j is known: %j', (type, expected) => {
  expect(isKnownRoomEvent({ ...place, type })).toBe(expected)
})
