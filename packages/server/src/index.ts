export { createChatServer, type ChatServer } from './chat-server.js'
export { LOG_LEVELS, type ChatServerOptions, type LogLevel } from './options.js'
export {
  DEFAULT_RATES,
  type Rate,
  type RateLimitKind,
  type Rates,
} from './rate-limit/rate-limit.js'
export type { Origins } from './transport/origins.js'
export {
  ChatError,
  DEFAULT_LIMITS,
  ErrorCode,
  isChatError,
  type Limits,
  type RoomSettings,
} from '@chat/protocol'
