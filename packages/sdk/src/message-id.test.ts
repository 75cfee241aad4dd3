import { expect, test } from 'vitest'
import { createMessageId } from './message-id.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/

test('an id is a UUID, and no two are the same', () => {
  const ids = Array.from({ length: 1_000 }, () => createMessageId(1_800_000_000_000))
  for (const id of ids) expect(id).toMatch(UUID)
  expect(new Set(ids).size).toBe(ids.length)
})

test('ids of later times come later in the order of their text', () => {
  const times = [0, 1, 255, 256, 1_799_999_999_999, 1_800_000_000_000, 1_800_000_000_001]
  const ids = times.map(createMessageId)
  expect(ids.toSorted()).toEqual(ids)
})

test('a time that cannot be makes an id nevertheless', () => {
  for (const time of [NaN, -5]) expect(createMessageId(time)).toMatch(UUID)
})
