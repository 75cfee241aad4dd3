import type { Challenge } from './challenge.js'
import type { ErrorCode } from './error-code.js'

/** A failure as it goes over the wire. */
export type ErrorBody = {
  code: ErrorCode
  message: string
  /** Milliseconds after which the same request may succeed. */
  retryAfter?: number
  /** With `banned` and `muted`: why, in the words of the moderator. */
  reason?: string
  /** With `challenge_required`: what is to be solved. */
  challenge?: Challenge
}

/** What every acknowledgement carries. */
export type Answer<T> = ({ ok: true } & T) | { ok: false; error: ErrorBody }
