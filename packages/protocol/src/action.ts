import type { SettingsChange } from './room-state.js'

/**
 * What a moderator can do, by whichever way: the widget, the SDK, HTTP, the command line. Each becomes an event of the
 * room's log, or changes what only moderators see; and each is an entry of the audit trail.
 */
export type Action =
  /** Takes a message away. */
  | { type: 'delete'; id: string }
  /** The user may read and not write for `seconds`. */
  | { type: 'mute'; user: string; seconds: number }
  /**
   * The user may not be in the room, nor come back under a new identity; without `seconds` until it is lifted.
   * `everywhere`: on the whole server. `erase`: what they wrote in the room is deleted too.
   */
  | { type: 'ban'; user: string; seconds?: number; everywhere?: true; erase?: true }
  /** Ends a mute or a ban. */
  | { type: 'lift'; sanction: string }
  /** Erases every message; with `of` those of one user. */
  | { type: 'clear'; of?: string }
  | { type: 'settings'; settings: SettingsChange }
  /** Lets a held message into the room, or refuses it. */
  | { type: 'approve'; id: string }
  | { type: 'reject'; id: string }
  /** Closes the reports of a message. */
  | { type: 'resolve'; id: string; outcome: ReportOutcome }

export type ActionType = Action['type']

/** `acted`: something was done about it. `dismissed`: the message is fine, and shown again where it was hidden. */
export type ReportOutcome = 'acted' | 'dismissed'
