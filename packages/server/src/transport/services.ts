import type { Limits, RoomState } from '@chat/protocol'
import type { AdminSessions } from '../identity/admin-sessions.js'
import type { BotKeys } from '../identity/bot-keys.js'
import type { HostIdentities } from '../identity/host-identity.js'
import type { HookRunner } from '../hooks/hook-runner.js'
import type { LiveUsers } from '../identity/live-users.js'
import type { ModeratorLinks } from '../identity/moderator-links.js'
import type { SessionTokens } from '../identity/session-token.js'
import type { Metrics } from '../metrics/metrics.js'
import type { KnownPersons } from '../moderation/known-persons.js'
import type { Marks } from '../moderation/marks.js'
import type { MessageGate } from '../moderation/message-gate.js'
import type { Moderation } from '../moderation/moderation.js'
import type { Names } from '../moderation/names.js'
import type { ProofOfWork } from '../moderation/proof-of-work.js'
import type { Raids } from '../moderation/raids.js'
import type { ReactionCap } from '../moderation/reaction-cap.js'
import type { Reporting } from '../moderation/reporting.js'
import type { RoomDoor } from '../moderation/room-door.js'
import type { Sanctions } from '../moderation/sanctions.js'
import type { Presence } from '../presence/presence.js'
import type { RateLimit } from '../rate-limit/rate-limit.js'
import type { RoomLog } from '../room/room-log.js'
import type { ModeratorQueue } from './moderator-queue.js'
import type { Typing } from './typing.js'

/** What the requests work with. */
export type Services = {
  /** Undefined: the server has no admin key. */
  adminSessions: AdminSessions | undefined
  botKeys: BotKeys
  limits: Limits
  door: RoomDoor
  gate: MessageGate
  /** Undefined: the server knows no site that signs identities. */
  identities: HostIdentities | undefined
  links: ModeratorLinks
  hooks: HookRunner
  log: RoomLog
  marks: Marks
  metrics: Metrics
  moderation: Moderation
  names: Names
  persons: KnownPersons
  presence: Presence
  proofOfWork: ProofOfWork
  raids: Raids
  queue: Pick<ModeratorQueue, 'note'>
  rateLimit: RateLimit
  reactions: ReactionCap
  reporting: Reporting
  sanctions: Sanctions
  tokens: SessionTokens
  users: LiveUsers
  typing: Typing
  /** Told of each room that somebody here has read, as it was then. */
  onRead: (room: RoomState) => void
}
