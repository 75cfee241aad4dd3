import type { User } from './user.js'

/** What holds for everybody in a room; changed only by `settings` events. */
export type RoomSettings = {
  /** When true, only moderators and hosts may write. */
  readOnly: boolean
}

export const DEFAULT_ROOM_SETTINGS: RoomSettings = { readOnly: false }

export type RoomState = {
  name: string
  /** Random, new when the room's log starts anew. A `seq` means nothing in another epoch. */
  epoch: string
  /** Place of the latest event; 0 where there is none yet. */
  seq: number
  settings: RoomSettings
}

/** Who is in a room now. `count` is exact; `list` is capped at `limits.memberList`. */
export type Members = { count: number; list: User[] }

/** Members as the server tells of them. */
export type ToldMembers = Members & {
  /** The server has just started: others who were here before may be about to come back. */
  settling?: true
}
