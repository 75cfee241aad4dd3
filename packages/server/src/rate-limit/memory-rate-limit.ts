import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { forEachKind, type RateLimit, type RateLimitKind, type Rates } from './rate-limit.js'
import { createRefusal } from './refusal.js'

/** Counts in this process's memory; a key takes memory only until its time has passed. */
export class MemoryRateLimit implements RateLimit {
  readonly #limiters: Record<RateLimitKind, RateLimiterMemory>

  constructor(rates: Rates) {
    this.#limiters = forEachKind(
      (kind) =>
        new RateLimiterMemory({
          keyPrefix: kind,
          points: rates[kind].points,
          duration: rates[kind].seconds,
        }),
    )
  }

  async consume(kind: RateLimitKind, key: string): Promise<void> {
    try {
      await this.#limiters[kind].consume(key)
    } catch (refusal) {
      throw refusal instanceof RateLimiterRes ? createRefusal(kind, refusal.msBeforeNext) : refusal
    }
  }

  async giveBack(kind: RateLimitKind, key: string): Promise<void> {
    await this.#limiters[kind].reward(key)
  }

  async mustHaveLeft(kind: RateLimitKind, key: string): Promise<void> {
    const counted = await this.#limiters[kind].get(key)
    if (counted && counted.remainingPoints <= 0) throw createRefusal(kind, counted.msBeforeNext)
  }

  async close(): Promise<void> {}
}
