import type { Limits, RequestSchemas } from '@chat/protocol'
import type { AdminSessions } from '../../identity/admin-sessions.js'
import type { BotKeys } from '../../identity/bot-keys.js'
import type { ModeratorLinks } from '../../identity/moderator-links.js'
import type { Traffic } from '../../metrics/traffic.js'
import type { Eraser } from '../../keeping/eraser.js'
import type { Exporter } from '../../keeping/exporter.js'
import type { MessageGate } from '../../moderation/message-gate.js'
import type { Moderation } from '../../moderation/moderation.js'
import type { Sanctions } from '../../moderation/sanctions.js'
import type { Presence } from '../../presence/presence.js'
import type { RateLimit } from '../../rate-limit/rate-limit.js'
import type { RoomLog } from '../../room/room-log.js'

/** What the API works with. */
export type ApiServices = {
  botKeys: BotKeys
  eraser: Eraser
  exporter: Exporter
  gate: MessageGate
  limits: Limits
  links: ModeratorLinks
  log: RoomLog
  moderation: Moderation
  presence: Presence
  rateLimit: RateLimit
  sanctions: Sanctions
  /** Of the same requests over a socket. */
  schemas: RequestSchemas
  sessions: AdminSessions
  traffic: Traffic
}
