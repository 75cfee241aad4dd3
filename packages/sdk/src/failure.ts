import { ChatError, isChatError, type ErrorCode } from '@chat/protocol'

const TRANSIENT: readonly ErrorCode[] = [
  'unavailable',
  'shutting_down',
  'rate_limited',
  // Its solution comes with the next attempt.
  'challenge_required',
]

/** Whether the same request may succeed later. Otherwise the refusal is definite. */
export function isTransient(error: ChatError): boolean {
  return TRANSIENT.includes(error.code)
}

/** Whatever was thrown, as the one error of this project. */
export function toChatError(thrown: unknown): ChatError {
  if (isChatError(thrown)) return thrown
  return new ChatError('unavailable', thrown instanceof Error ? thrown.message : undefined, {
    cause: thrown,
  })
}
