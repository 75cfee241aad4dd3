import type { Push, RoomEvent, User } from '@chat/protocol'
import type { PresenceChange } from '../presence/presence.js'

/** What one process tells the others. */
export type BusNote =
  /** New events of rooms: one flush of the log. */
  | { type: 'events'; rooms: [room: string, events: RoomEvent[]][] }
  /** The latest seq of rooms with events that were not told of. */
  | { type: 'heads'; rooms: [room: string, seq: number][] }
  | { type: 'typing'; room: string; user: User; on: boolean }
  /** A user has another name. */
  | { type: 'rename'; user: User }
  /** Mutes or bans have changed; what they are now is in the store. */
  | { type: 'sanctions' }
  /** A moderator link was revoked. */
  | { type: 'links' }
  /** A wave of strangers has come into a room, or is over. */
  | { type: 'raid'; room: string; isOn: boolean }
  /** More or less waits for the moderators of a room. */
  | { type: 'queue'; room: string }
  /** Something that a user is to be told wherever they are connected. */
  | { type: 'notice'; userId: string; notice: Push<'notice'> }
  /** Who is in a room has changed, in Redis and so for all processes, the one that changed it (`by`) too. */
  | { type: 'presence'; by?: string; change: PresenceChange }
