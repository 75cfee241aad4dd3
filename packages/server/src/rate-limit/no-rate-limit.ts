import type { RateLimit } from './rate-limit.js'

/** Counts nothing: for load tests and trusted networks. */
export class NoRateLimit implements RateLimit {
  consume(): undefined {
    return undefined
  }

  async giveBack(): Promise<void> {}
  async mustHaveLeft(): Promise<void> {}
  async close(): Promise<void> {}
}
