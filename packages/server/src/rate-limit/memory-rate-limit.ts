import { ChatError } from '@chat/protocol'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { RateLimit, RateLimitKind, Rates } from './rate-limit.js'

const COUNTED: Record<RateLimitKind, string> = {
  message: 'messages',
  change: 'edits, deletions or reactions',
  join: 'joins',
  history: 'requests for older messages',
  typing: 'typing signals',
  name: 'changes of name',
  handshake: 'connections',
}

/** Counts in this process's memory; a key takes memory only until its time has passed. */
export class MemoryRateLimit implements RateLimit {
  readonly #limiters: Record<RateLimitKind, RateLimiterMemory>

  constructor(rates: Rates) {
    const limiter = (kind: RateLimitKind) =>
      new RateLimiterMemory({
        keyPrefix: kind,
        points: rates[kind].points,
        duration: rates[kind].seconds,
      })
    this.#limiters = {
      message: limiter('message'),
      change: limiter('change'),
      join: limiter('join'),
      history: limiter('history'),
      typing: limiter('typing'),
      name: limiter('name'),
      handshake: limiter('handshake'),
    }
  }

  async consume(kind: RateLimitKind, key: string): Promise<void> {
    try {
      await this.#limiters[kind].consume(key)
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      const retryAfter = Math.max(1, refusal.msBeforeNext)
      const seconds = Math.ceil(retryAfter / 1_000)
      const message = `Too many ${COUNTED[kind]}; try again in ${seconds} s.`
      throw new ChatError('rate_limited', message, { retryAfter })
    }
  }

  async close(): Promise<void> {}
}
