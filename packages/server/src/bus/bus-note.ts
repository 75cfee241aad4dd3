import type { RoomEvent, User } from '@chat/protocol'
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
  /** Who is in a room has changed, in Redis and so for all processes, the one that changed it too. */
  | { type: 'presence'; change: PresenceChange }
