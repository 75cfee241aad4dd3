import type { Limits } from '@chat/protocol'
import type { LiveUsers } from '../identity/live-users.js'
import type { SessionTokens } from '../identity/session-token.js'
import type { Metrics } from '../metrics/metrics.js'
import type { Presence } from '../presence/presence.js'
import type { RateLimit } from '../rate-limit/rate-limit.js'
import type { RoomLog } from '../room/room-log.js'
import type { Typing } from './typing.js'

/** What the requests work with. */
export type Services = {
  limits: Limits
  log: RoomLog
  metrics: Metrics
  presence: Presence
  rateLimit: RateLimit
  tokens: SessionTokens
  users: LiveUsers
  typing: Typing
  /** Told up to which seq somebody has read a room. */
  onRead: (room: string, seq: number) => void
}
