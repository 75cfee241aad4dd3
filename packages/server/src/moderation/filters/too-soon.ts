import type { MessageVerdict } from '../message-verdict.js'

/** Refuses for a time; what was refused may be sent again after it. */
export function tooSoon(why: string, waitMs: number): MessageVerdict {
  const retryAfter = Math.max(1, waitMs)
  const reason = `${why}; try again in ${Math.ceil(retryAfter / 1_000)} s.`
  return { type: 'refuse', code: 'rate_limited', reason, retryAfter }
}
