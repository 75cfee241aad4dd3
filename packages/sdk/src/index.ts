export {
  ChatError,
  DEFAULT_LIMITS,
  ErrorCode,
  isChatError,
  type Limits,
  type Members,
  type Message,
  type NoticeCode,
  type Role,
  type RoomEvent,
  type RoomEventType,
  type RoomSettings,
  type User,
  type You,
} from '@chat/protocol'
export { ChatClient, type ChatClientEvents } from './chat-client.js'
export type { ClientStatus } from './client-status.js'
export type { ChatClientOptions } from './options.js'
export type { PendingMessage } from './outbox.js'
export type { ClientStatusChange } from './reconnector.js'
export type { Notice, RoomEvents, RoomStatusChange } from './room-events.js'
export { Room, type JoinOptions, type SendOptions } from './room.js'
export type { RoomSnapshot } from './room-snapshot.js'
export type { RoomStatus } from './room-status.js'
export type { ChatStorage } from './session-storage.js'
