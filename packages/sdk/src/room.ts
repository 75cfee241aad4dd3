import type {
  ChatError,
  Members,
  Message,
  Push,
  RoomEvent,
  RoomSettings,
  User,
} from '@chat/protocol'
import { Emitter } from './emitter.js'
import type { PendingMessage } from './outbox.js'
import type { RoomStatus } from './room-status.js'

export type Notice = Push<'notice'>

/** A room as it is at one moment. Immutable: parts that did not change are the same objects as in the snapshot before. */
export type RoomSnapshot = {
  readonly status: RoomStatus
  /** Why the room is `refused`. */
  readonly error?: ChatError
  /** Ascending by `seq`. A message that did not change is the same object as before. */
  readonly messages: readonly Message[]
  /** Own messages that the server has not confirmed, in the order in which they are sent. */
  readonly pending: readonly PendingMessage[]
  readonly members: Members
  /** Others who are typing now. */
  readonly typing: readonly User[]
  readonly settings: RoomSettings
  /** Whether `loadOlder` would find messages. */
  readonly hasOlder: boolean
  /** Place of the latest event seen; 0 before the first. */
  readonly seq: number
}

export type RoomStatusChange = {
  readonly current: RoomStatus
  readonly previous: RoomStatus
  readonly error?: ChatError
}

export type RoomEvents = {
  message: Message
  edit: Extract<RoomEvent, { type: 'edit' }>
  delete: Extract<RoomEvent, { type: 'delete' }>
  reaction: Extract<RoomEvent, { type: 'reaction' }>
  settings: Extract<RoomEvent, { type: 'settings' }>
  event: RoomEvent
  reset: RoomSnapshot
  members: Members
  typing: readonly User[]
  status: RoomStatusChange
  notice: Notice
}

export type JoinOptions = {
  /** How many of the latest messages to get. Default and bound: the server's. */
  limit?: number
}

export type SendOptions = {
  /** Id of the message that this one answers. */
  replyTo?: string
  /** UUID of the message. Default: a new one. The same id again sends nothing twice. */
  id?: string
}

export declare class Room extends Emitter<RoomEvents> {
  readonly name: string
  readonly snapshot: RoomSnapshot
  readonly status: RoomStatus
  readonly messages: readonly Message[]
  readonly pending: readonly PendingMessage[]
  readonly members: Members
  readonly typing: readonly User[]
  readonly settings: RoomSettings
  readonly hasOlder: boolean
  readonly subscribe: (listener: () => void) => () => void
  join(options?: JoinOptions): Promise<this>
  send(text: string, options?: SendOptions): Promise<Message>
  retry(id: string): void
  discard(id: string): void
  edit(id: string, text: string): Promise<Message>
  delete(id: string): Promise<void>
  react(id: string, emoji: string, on?: boolean): Promise<void>
  loadOlder(limit?: number): Promise<boolean>
  setTyping(on: boolean): void
  leave(): Promise<void>
}
