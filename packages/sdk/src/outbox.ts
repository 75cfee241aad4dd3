import type { ChatError } from '@chat/protocol'

/** A message on its way to the server. Plain data. */
export type PendingMessage = {
  readonly id: string
  readonly text: string
  readonly replyTo?: string
  /** This device's clock, ISO 8601: for show only, never for order. */
  readonly createdAt: string
  /** `queued`: waits for its turn or the connection. `sending`: asked. `failed`: refused; `retry` or `discard` it. */
  readonly state: 'queued' | 'sending' | 'failed'
  /** Why it failed, or why it is tried again. */
  readonly error?: ChatError
}
