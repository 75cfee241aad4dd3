import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MemoryRateLimit } from './memory-rate-limit.js'
import { NoRateLimit } from './no-rate-limit.js'
import { DEFAULT_RATES, type RateLimitKind } from './rate-limit.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function createRateLimit() {
  return new MemoryRateLimit({ ...DEFAULT_RATES, message: { points: 2, seconds: 10 } })
}

test('as many as the rate says pass, the next is told when to try again', async () => {
  const rateLimit = createRateLimit()
  await rateLimit.consume('message', 'ann')
  vi.advanceTimersByTime(3_000)
  await rateLimit.consume('message', 'ann')
  await expect(rateLimit.consume('message', 'ann')).rejects.toMatchObject({
    code: 'rate_limited',
    message: 'Too many messages; try again in 7 s.',
    retryAfter: 7_000,
  })
})

test('whoever waits as long as they were told passes', async () => {
  const rateLimit = createRateLimit()
  for (let i = 0; i < 2; i += 1) await rateLimit.consume('message', 'ann')
  await expect(rateLimit.consume('message', 'ann')).rejects.toThrow()
  vi.advanceTimersByTime(10_000)
  await rateLimit.consume('message', 'ann')
})

test('one user is not counted for another, nor one kind of request for another', async () => {
  const rateLimit = createRateLimit()
  for (let i = 0; i < 2; i += 1) await rateLimit.consume('message', 'ann')
  await expect(rateLimit.consume('message', 'ann')).rejects.toThrow()
  await rateLimit.consume('message', 'ben')
  await rateLimit.consume('change', 'ann')
})

test.each(Object.keys(DEFAULT_RATES) as RateLimitKind[])('%s is counted', async (kind) => {
  const rateLimit = new MemoryRateLimit(DEFAULT_RATES)
  for (let i = 0; i < DEFAULT_RATES[kind].points; i += 1) await rateLimit.consume(kind, 'ann')
  await expect(rateLimit.consume(kind, 'ann')).rejects.toMatchObject({ code: 'rate_limited' })
})

test('whether anything is left can be asked without counting', async () => {
  const rateLimit = createRateLimit()
  for (let i = 0; i < 5; i += 1) await rateLimit.mustHaveLeft('message', 'ann')
  for (let i = 0; i < 2; i += 1) await rateLimit.consume('message', 'ann')
  await expect(rateLimit.mustHaveLeft('message', 'ann')).rejects.toMatchObject({
    ...{ code: 'rate_limited', retryAfter: 10_000 },
  })
  await rateLimit.mustHaveLeft('message', 'ben')
  vi.advanceTimersByTime(10_000)
  await rateLimit.mustHaveLeft('message', 'ann')
})

test('without rates nothing is counted', async () => {
  const rateLimit = new NoRateLimit()
  for (let i = 0; i < 1_000; i += 1) await rateLimit.consume()
  await rateLimit.close()
})
