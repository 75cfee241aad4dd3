import type { Message } from './message.js'
import type { RoomEvent, UnknownRoomEvent } from './room-event.js'
import type { Action } from './action.js'
import type { Review } from './review.js'
import type { RoomState, ToldMembers, You } from './room-state.js'
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
  /** Absent: as everybody. */
  you?: You
}

/** Everything after the seq that the client named. */
export type RoomReplay = {
  room: RoomState
  members: ToldMembers
  events: (RoomEvent | UnknownRoomEvent)[]
  /** Absent: as everybody. */
  you?: You
}

type Empty = Record<never, never>

/** Every request: what is asked and, where `ok`, what is answered. */
export type Requests = {
  join: {
    payload: { room: string; after?: number; epoch?: string; limit?: number; password?: string }
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
  /** Puts a message before the moderators. A user reports a message once; again changes nothing. */
  report: { payload: { room: string; id: string; reason: string }; answer: Empty }
  /** For moderators and hosts of the room. `reason` goes into the audit trail. */
  moderate: { payload: { room: string; action: Action; reason?: string }; answer: Empty }
  /** For moderators and hosts of the room: one page of what there is to look at, the latest first. */
  review: {
    payload: { room: string; list: keyof Review; before?: string; limit?: number }
    answer: { entries: unknown[]; hasMore: boolean }
  }
}

export type RequestName = keyof Requests
export type Payload<N extends RequestName> = Requests[N]['payload']
export type AnswerOf<N extends RequestName> = Requests[N]['answer']
