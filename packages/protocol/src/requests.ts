import type { Message } from './message.js'
import type { RoomEvent, UnknownRoomEvent } from './room-event.js'
import type { RoomState, ToldMembers } from './room-state.js'
import type { User } from './user.js'

/** The latest messages of a room, in place of whatever the client had. */
export type RoomSnapshot = {
  room: RoomState
  members: ToldMembers
  messages: Message[]
  /** Whether `history` has older ones. */
  hasMore: boolean
  /** Present where the client asked for what came after a seq and cannot be given it. */
  reset?: true
}

/** Everything after the seq that the client named. */
export type RoomReplay = {
  room: RoomState
  members: ToldMembers
  events: (RoomEvent | UnknownRoomEvent)[]
}

type Empty = Record<never, never>

/** Every request: what is asked and, where `ok`, what is answered. */
export type Requests = {
  join: {
    payload: { room: string; after?: number; epoch?: string; limit?: number }
    answer: RoomSnapshot | RoomReplay
  }
  leave: { payload: { room: string }; answer: Empty }
  message: {
    payload: { room: string; text: string; id?: string; replyTo?: string }
    answer: { message: Message }
  }
  edit: { payload: { room: string; id: string; text: string }; answer: { message: Message } }
  delete: { payload: { room: string; id: string }; answer: Empty }
  react: { payload: { room: string; id: string; emoji: string; on: boolean }; answer: Empty }
  history: {
    payload: { room: string; before: number; limit?: number }
    answer: { messages: Message[]; hasMore: boolean }
  }
  sync: {
    payload: { room: string; after: number; epoch?: string }
    answer: RoomSnapshot | RoomReplay
  }
  /** Sent without an acknowledgement, and may be lost. */
  typing: { payload: { room: string; on: boolean }; answer: Empty }
  /** `token` is the session's, with the new name in it: keep it in place of the old one. */
  name: { payload: { name: string }; answer: { user: User; token: string } }
}

export type RequestName = keyof Requests
export type Payload<N extends RequestName> = Requests[N]['payload']
export type AnswerOf<N extends RequestName> = Requests[N]['answer']
