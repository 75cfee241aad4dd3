import { ChatError } from '@chat/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs, retryMs, suspendedMs } from './backoff.js'

const least = () => 0
const most = () => 1 - Number.EPSILON

test('the longest wait doubles with each failure, from 0.3 s up to 10 s', () => {
  const longest = Array.from({ length: 8 }, (_, attempt) => Math.round(backoffMs(attempt, most)))
  expect(longest).toEqual([300, 600, 1_200, 2_400, 4_800, 9_600, 10_000, 10_000])
})

test('a wait is anything from nothing to the longest, in proportion to chance', () => {
  expect(backoffMs(3, least)).toBe(0)
  expect(backoffMs(3, () => 0.5)).toBe(1_200)
})

test('a wait stays within its bounds after any number of failures', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (n, r) => {
      const waitMs = backoffMs(n, () => r)
      expect(waitMs).toBeGreaterThanOrEqual(0)
      expect(waitMs).toBeLessThanOrEqual(10_000)
    }),
  )
})

test('a suspended client waits 15 s to 45 s', () => {
  expect(suspendedMs(least)).toBe(15_000)
  expect(Math.round(suspendedMs(most))).toBe(45_000)
})

test('what the server says goes before the back-off', () => {
  const told = new ChatError('rate_limited', undefined, { retryAfter: 700 })
  expect(retryMs(told, 9, least)).toBe(700)
  expect(retryMs(new ChatError('unavailable'), 1, () => 0.5)).toBe(300)
})
