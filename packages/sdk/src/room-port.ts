import type { Limits, User } from '@chat/protocol'
import type { Random } from './backoff.js'
import type { SendRequest } from './request.js'

/** What a room needs of its client. */
export type RoomPort = {
  request: SendRequest
  sendTyping: (on: boolean) => void
  isConnected: () => boolean
  /** Makes the client connect, where it may by itself. Throws where it is closed. */
  wantConnection: () => void
  user: () => User | undefined
  limits: () => Limits
  /** The server's clock as far as it is known, ms. */
  serverNow: () => number
  random: Random
}
