import type { RateLimit } from './rate-limit.js'

/** Counts nothing: for load tests and trusted networks. */
export class NoRateLimit implements RateLimit {
  async consume(): Promise<void> {}
  async giveBack(): Promise<void> {}
  async mustHaveLeft(): Promise<void> {}
  async close(): Promise<void> {}
}
