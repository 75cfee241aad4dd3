import type { ActionType, ReportOutcome } from './action.js'
import type { Message } from './message.js'
import type { User } from './user.js'

/** A mute or a ban. */
export type Sanction = {
  id: string
  type: 'mute' | 'ban'
  user: User
  /** Absent: everywhere. */
  room?: string
  at: string
  /** Absent: until it is lifted. */
  until?: string
  by: User
  reason?: string
  liftedAt?: string
}

/** Everything that was reported of one message. */
export type ReportedMessage = {
  /** Of the message. */
  id: string
  /** Absent: of the room whose list it is in. */
  room?: string
  message: Message
  /** Up to five messages before it and after it, and those reported, in order. */
  context: Message[]
  reports: { by: User; reason: string; at: string }[]
  /** Of the first report. */
  at: string
  outcome?: ReportOutcome
}

/** A message that waits until a moderator lets it through. */
export type HeldMessage = {
  /** What its id will be. */
  id: string
  /** Absent: of the room whose list it is in. */
  room?: string
  user: User
  text: string
  replyTo?: string
  at: string
  /** Why it was held, for the moderator. */
  reason: string
}

/** An entry of the audit trail. */
export type AuditEntry = {
  id: string
  at: string
  by: User
  /** An {@link ActionType}, or something that a newer server or the operator did. */
  action: ActionType | (string & {})
  /** Absent: the whole server. */
  room?: string
  /** What it was done to: a message's, a user's or a sanction's id. */
  target?: string
  /** What else there is to know of it. */
  details?: Record<string, unknown>
  reason?: string
}

/** What moderators can look through, list by list. */
export type Review = {
  reports: ReportedMessage
  held: HeldMessage
  /** Mutes and bans that hold now. */
  sanctions: Sanction
  audit: AuditEntry
}
