import { RateLimiterMemory } from 'rate-limiter-flexible'
import { tallySeconds, type Count, type Tally } from './tally.js'

/** Counts in this process's memory; a key takes memory only until its time has passed. */
export class MemoryTally implements Tally {
  readonly #limiter = new RateLimiterMemory({ points: 1, duration: 1 })

  async add(key: string, seconds: number): Promise<Count> {
    const customDuration = tallySeconds(seconds)
    const result = await this.#limiter.penalty(key, 1, { customDuration })
    return { count: result.consumedPoints, resetMs: result.msBeforeNext }
  }
}
