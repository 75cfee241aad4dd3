import type { Limits } from './limits.js'
import type { RoomEvent, UnknownRoomEvent } from './room-event.js'
import type { User } from './user.js'
import type { PROTOCOL_VERSION } from './version.js'

export type Handshake = {
  protocol?: number
  /** Resume token of an earlier session. One that is not valid gives a fresh user, not an error. */
  token?: string
  /** Display name for a fresh user; a resumed one keeps its own. */
  name?: string
  /** JWT signed by the host site. */
  identity?: string
  /** Tokens of moderator links, at most 20. One that is not valid gives nothing, and is no error. */
  links?: string[]
  /** The solution of a {@link Challenge}, see `docs/protocol.md`; good once. */
  proof?: string
}

export const NOTICE_CODES = [
  'kicked',
  'banned',
  'muted',
  'unmuted',
  'role_ended',
  'refused',
  'renamed',
  'raid',
  'raid_over',
  'room_closed',
  'shutting_down',
] as const
export type NoticeCode = (typeof NOTICE_CODES)[number]

/** Every push of the server. */
export type Pushes = {
  session: {
    protocol: typeof PROTOCOL_VERSION
    user: User
    token: string
    /** The server's clock, ISO 8601 UTC. */
    serverTime: string
    limits: Limits
  }
  events: { room: string; events: (RoomEvent | UnknownRoomEvent)[] }
  presence: {
    room: string
    count: number
    seq: number
    joined: User[]
    left: string[]
    /** As in `ToldMembers`. */
    settling?: true
  }
  typing: { room: string; users: User[] }
  /** `code` is one of {@link NOTICE_CODES}, or one that a newer server knows. */
  notice: {
    code: NoticeCode | (string & {})
    message: string
    room?: string
    /** ms */
    retryAfter?: number
    /** With `banned` and `muted`: why, in the words of the moderator. */
    reason?: string
    /** Of the message concerned. */
    id?: string
  }
  /** To moderators in the room: how much waits for them. */
  moderation: { room: string; reports: number; held: number }
}

export type PushName = keyof Pushes
export type Push<N extends PushName> = Pushes[N]
