import type { ErrorBody } from './answer.js'
import type { Challenge } from './challenge.js'
import { ErrorCode } from './error-code.js'

const BRAND = Symbol.for('chat.ChatError')

export type ChatErrorOptions = {
  /** Milliseconds after which the same request may succeed. */
  retryAfter?: number | undefined
  /** With `banned` and `muted`: why, in the words of the moderator. */
  reason?: string | undefined
  /** With `challenge_required`: what is to be solved. */
  challenge?: Challenge | undefined
  cause?: unknown
}

/**
 * The one error of this project. `code` is for programs, `message` for people.
 *
 * The class is bundled into both the SDK and the server, so test with {@link isChatError}, not `instanceof`.
 */
export class ChatError extends Error {
  override readonly name = 'ChatError'
  readonly code: ErrorCode
  readonly retryAfter?: number
  readonly reason?: string
  readonly challenge?: Challenge

  constructor(code: ErrorCode, message: string = ErrorCode[code], options: ChatErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.code = code
    if (options.retryAfter !== undefined) this.retryAfter = options.retryAfter
    if (options.reason !== undefined) this.reason = options.reason
    if (options.challenge) this.challenge = options.challenge
    Object.defineProperty(this, BRAND, { value: true })
  }

  /** The failure as it goes over the wire; never the cause or the stack. */
  toBody(): ErrorBody {
    return {
      code: this.code,
      message: this.message,
      ...(this.retryAfter !== undefined && { retryAfter: this.retryAfter }),
      ...(this.reason !== undefined && { reason: this.reason }),
      ...(this.challenge && { challenge: this.challenge }),
    }
  }

  static fromBody(body: ErrorBody): ChatError {
    return new ChatError(body.code, body.message, body)
  }
}

/** True for a ChatError of any copy of this package. */
export function isChatError(value: unknown): value is ChatError {
  return typeof value === 'object' && value !== null && BRAND in value
}
