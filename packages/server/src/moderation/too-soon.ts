import { ChatError } from '@chat/protocol'

/** What somebody is told who may try again after a time. */
export function tooSoon(why: string, waitMs: number): ChatError {
  const retryAfter = Math.max(1, waitMs)
  const message = `${why}; try again in ${Math.ceil(retryAfter / 1_000)} s.`
  return new ChatError('rate_limited', message, { retryAfter })
}
