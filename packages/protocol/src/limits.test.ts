import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from './limits.js'

test('every limit is a whole number above 0', () => {
  for (const [name, limit] of Object.entries(DEFAULT_LIMITS)) {
    expect(Number.isSafeInteger(limit) && limit > 0, name).toBe(true)
  }
})

test('the design names these defaults', () => {
  expect(DEFAULT_LIMITS).toMatchObject({
    textLength: 4_000,
    nameLength: 32,
    roomNameLength: 64,
    memberList: 200,
  })
})

test('the longest text fits into a packet, however many bytes its characters take', () => {
  expect(4 * DEFAULT_LIMITS.textLength).toBeLessThan(DEFAULT_LIMITS.packetBytes)
})

test('a page is no longer than the longest page', () => {
  expect(DEFAULT_LIMITS.historyPage).toBeLessThanOrEqual(DEFAULT_LIMITS.historyPageMax)
})
