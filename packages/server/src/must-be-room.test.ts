import { expect, test } from 'vitest'
import { mustBeRoom } from './must-be-room.js'

test.each([' ', '', 'x'.repeat(65), 12, null, undefined, ['tea'], {}])('%j is no room', (room) => {
  expect(() => mustBeRoom(room)).toThrow(expect.objectContaining({ code: 'invalid_room' }))
})

test('a name that a room can have is', () => {
  expect(() => mustBeRoom('tea')).not.toThrow()
})
