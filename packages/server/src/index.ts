export { createChatServer, type ChatServer } from './chat-server.js'
export type { ModeratorLink, ModeratorLinkRequest } from './identity/moderator-links.js'
export type { Page, PageRequest } from './moderation/page.js'
export type { IdentityOptions } from './options/identity-options.js'
export { LOG_LEVELS, type ChatServerOptions, type LogLevel } from './options.js'
export type { Measures, RaidMeasure } from './moderation/measures.js'
export type { ModerationOptions } from './options/moderation-options.js'
export type { RetentionOptions } from './options/retention-options.js'
export {
  DEFAULT_RATES,
  type Rate,
  type RateLimitKind,
  type Rates,
} from './rate-limit/rate-limit.js'
export type { Acting } from './acting.js'
export type {
  Erased,
  Exported,
  KeepingProgress,
  KeptRoom,
  ServerKeeping,
} from './server-keeping.js'
export type { NewModeratorLink, ServerModeration } from './server-moderation.js'
export type { Origins } from './transport/origins.js'
export type {
  DecidingHook,
  HookAnswers,
  HookName,
  HookOptions,
  HookPayloads,
  Hooks,
} from './hooks/hooks.js'
export type { Webhook, WebhookEvent } from './webhooks/webhook.js'
export {
  ChatError,
  DEFAULT_LIMITS,
  ErrorCode,
  isChatError,
  type Action,
  type AuditEntry,
  type HeldMessage,
  type Limits,
  type Preset,
  type ReportedMessage,
  type Review,
  type RoomSettings,
  type Sanction,
  type SettingsChange,
  type User,
} from '@chat/protocol'
