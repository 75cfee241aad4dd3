import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { RedisLink } from '../bus/redis-link.js'
import { within } from '../bus/within.js'
import { MemoryRateLimit } from './memory-rate-limit.js'
import { forEachKind, type RateLimit, type RateLimitKind, type Rates } from './rate-limit.js'
import { createRefusal } from './refusal.js'

/** A request waits no longer than this for its count, ms. */
const TIMEOUT_MS = 500

/** Counts for all processes together in Redis; and for this one alone in memory while Redis does not answer. */
export class RedisRateLimit implements RateLimit {
  readonly #limiters: Record<RateLimitKind, RateLimiterRedis>
  readonly #insurance: MemoryRateLimit

  constructor(rates: Rates, link: RedisLink) {
    this.#insurance = new MemoryRateLimit(rates)
    this.#limiters = forEachKind(
      (kind) =>
        new RateLimiterRedis({
          storeClient: link.commands,
          useRedisPackage: true,
          rejectIfRedisNotReady: true,
          keyPrefix: `{chat}:rate:${kind}`,
          points: rates[kind].points,
          // Redis is given whole seconds, and a rest would be cut off: more would be let through than is meant.
          duration: Math.ceil(rates[kind].seconds),
        }),
    )
  }

  async consume(kind: RateLimitKind, key: string): Promise<void> {
    try {
      await within(TIMEOUT_MS, this.#limiters[kind].consume(key))
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw createRefusal(kind, refusal.msBeforeNext)
      await this.#insurance.consume(kind, key)
    }
  }

  async giveBack(kind: RateLimitKind, key: string): Promise<void> {
    const given = within(TIMEOUT_MS, this.#limiters[kind].reward(key))
    await given.catch(() => this.#insurance.giveBack(kind, key))
  }

  async mustHaveLeft(kind: RateLimitKind, key: string): Promise<void> {
    const counted = await within(TIMEOUT_MS, this.#limiters[kind].get(key)).catch(() => undefined)
    if (counted === undefined) return this.#insurance.mustHaveLeft(kind, key)
    if (counted && counted.remainingPoints <= 0) throw createRefusal(kind, counted.msBeforeNext)
  }

  async close(): Promise<void> {}
}
