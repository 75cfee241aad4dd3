import type { Role, User } from './user.js'

/** A documented set of measures against abuse; see `docs/moderation.md`. */
export const PRESETS = ['open', 'careful', 'strict'] as const
export type Preset = (typeof PRESETS)[number]

/** What holds for everybody in a room; changed only by `settings` events. Moderators and hosts are exempt from it. */
export type RoomSettings = {
  /** When true, only moderators and hosts may write. */
  readOnly: boolean
  /** Seconds from one message of a visitor to their next. Absent: none. */
  slowModeS?: number
  /** Most members, 1 or more. Absent: the server's bound. */
  maxMembers?: number
  /** Whether only those may enter whom the host site has signed an identity for. */
  identityRequired?: true
  /** Whether a password is asked for at the door; which one, only the server knows. */
  passwordRequired?: true
  /** Whether every message of a visitor waits until a moderator has let it through. */
  holdAll?: true
  /** Whether it is left out of `/rooms` and the lobby. */
  unlisted?: true
  /** Absent: the server's. */
  preset?: Preset
  /** Messages older than this, in seconds, are erased. Absent: the server's. */
  maxAgeS?: number
  /** All but this many of the latest messages are erased. Absent: the server's. */
  maxMessages?: number
}

/** A change of settings: what it names, `null` to go back to the default. `password` never gets into the log. */
export type SettingsChange = {
  readOnly?: boolean
  slowModeS?: number | null
  maxMembers?: number | null
  identityRequired?: boolean | null
  holdAll?: boolean | null
  unlisted?: boolean | null
  preset?: Preset | null
  maxAgeS?: number | null
  maxMessages?: number | null
  /** 1–128 characters; null takes it away. */
  password?: string | null
}

/** What this user may do in a room, where it is not what everybody may. */
export type You = {
  role?: Role
  /** ISO 8601; until then this user may not write. */
  mutedUntil?: string
  /** Why they are muted, in the words of the moderator. */
  muteReason?: string
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
