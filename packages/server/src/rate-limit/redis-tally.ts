import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { RedisLink } from '../bus/redis-link.js'
import { within } from '../bus/within.js'
import { MemoryTally } from './memory-tally.js'
import { tallySeconds, type Count, type Tally } from './tally.js'

/** A request waits no longer than this for its count, ms. */
const TIMEOUT_MS = 500

/** Counts for all processes together in Redis; and for this one alone in memory while Redis does not answer. */
export class RedisTally implements Tally {
  readonly #limiter: RateLimiterRedis
  readonly #insurance = new MemoryTally()

  constructor(link: RedisLink) {
    this.#limiter = new RateLimiterRedis({
      storeClient: link.commands,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      keyPrefix: '{chat}:tally',
      points: 1,
      duration: 1,
    })
  }

  async add(key: string, seconds: number): Promise<Count> {
    const customDuration = tallySeconds(seconds)
    try {
      const result = await within(TIMEOUT_MS, this.#limiter.penalty(key, 1, { customDuration }))
      return { count: result.consumedPoints, resetMs: result.msBeforeNext }
    } catch {
      return this.#insurance.add(key, seconds)
    }
  }
}
