export type { Action, ActionType, ReportOutcome } from './action.js'
export type { Answer, ErrorBody } from './answer.js'
export type { Challenge } from './challenge.js'
export { applyChange, clearMessage, isCleared, type MessageChange } from './apply-change.js'
export { ChatError, isChatError, type ChatErrorOptions } from './chat-error.js'
export { isEmoji } from './emoji.js'
export { ErrorCode, isErrorCode } from './error-code.js'
export { DEFAULT_LIMITS, type Limits } from './limits.js'
export type { Message } from './message.js'
export {
  NOTICE_CODES,
  type Handshake,
  type NoticeCode,
  type Push,
  type PushName,
  type Pushes,
} from './pushes.js'
export type {
  AnswerOf,
  Payload,
  RequestName,
  Requests,
  RoomReplay,
  RoomSnapshot,
} from './requests.js'
export type { AuditEntry, HeldMessage, ReportedMessage, Review, Sanction } from './review.js'
export {
  isKnownRoomEvent,
  type RoomEvent,
  type RoomEventType,
  type UnknownRoomEvent,
} from './room-event.js'
export { isRoomName, normaliseRoomName } from './room-name.js'
export {
  DEFAULT_ROOM_SETTINGS,
  PRESETS,
  type Members,
  type Preset,
  type RoomSettings,
  type RoomState,
  type SettingsChange,
  type ToldMembers,
  type You,
} from './room-state.js'
export { createActionSchema, createSettingsSchema } from './schema/action.js'
export { answerGuards, isErrorBody, pushGuards } from './schema/pushes.js'
export {
  createHandshakeSchema,
  createRequestSchemas,
  type RequestSchemas,
} from './schema/requests.js'
export { reviewGuards } from './schema/review.js'
export type { ClientToServerEvents, ServerToClientEvents } from './socket-events.js'
export {
  isDisplayName,
  isLongerThan,
  isReason,
  isText,
  MAX_REASON,
  normaliseDisplayName,
  normaliseText,
} from './text.js'
export type { Role, User } from './user.js'
export { PROTOCOL_VERSION } from './version.js'
