import type { ChatError, Limits, User } from '@chat/protocol'
import type { ClientStatus } from './client-status.js'
import { Emitter } from './emitter.js'
import type { ChatClientOptions } from './options.js'
import type { JoinOptions, Notice, Room } from './room.js'

export type ClientStatusChange = {
  readonly current: ClientStatus
  /** The same as `current` where another attempt to connect failed. */
  readonly previous: ClientStatus
  readonly error?: ChatError
  /** When the next attempt is made, milliseconds from now. */
  readonly retryInMs?: number
}

export type ChatClientEvents = {
  status: ClientStatusChange
  user: User
  notice: Notice
}

export declare class ChatClient extends Emitter<ChatClientEvents> {
  constructor(options?: ChatClientOptions)
  readonly status: ClientStatus
  readonly user: User | undefined
  readonly limits: Limits
  readonly rooms: ReadonlyMap<string, Room>
  connect(): void
  room(name: string): Room
  join(name: string, options?: JoinOptions): Promise<Room>
  setName(name: string): Promise<User>
  close(): Promise<void>
}
