import type { ChatError } from '@chat/protocol'

const BASE_MS = 300
const MAX_MS = 10_000
const SUSPENDED_MS = 30_000
/** A timer that is to wait for more than 31 bits of ms fires at once. */
const LONGEST_MS = 1e9

/** A number from 0 up to 1, as `Math.random` gives it. */
export type Random = () => number

/** Full jitter: anything from nothing to a bound that doubles with each failed attempt, 0.3 s to 10 s. */
export function backoffMs(attempt: number, random: Random): number {
  return random() * Math.min(MAX_MS, BASE_MS * 2 ** attempt)
}

/** How long to wait between attempts after a long time without success: 30 s on average. */
export function suspendedMs(random: Random): number {
  return SUSPENDED_MS * (0.5 + random())
}

/** How long to wait before the same request is made again: what the server said, or the back-off. */
export function retryMs(error: ChatError, attempt: number, random: Random): number {
  return Math.min(error.retryAfter ?? backoffMs(attempt, random), LONGEST_MS)
}
