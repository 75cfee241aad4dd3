import type { Message } from './message.js'
import type { RoomSettings } from './room-state.js'
import type { User } from './user.js'

/** One entry of a room's log. `seq` is 1, 2, 3 … without holes. */
export type RoomEvent = { seq: number; at: string } & (
  | { type: 'message'; message: Message }
  | { type: 'edit'; id: string; text: string; user: User }
  | { type: 'delete'; id: string; user: User }
  | { type: 'reaction'; id: string; emoji: string; on: boolean; user: User }
  | { type: 'settings'; settings: RoomSettings; user: User }
  /** A message that moderators are to look at first; off with its text, where they found nothing wrong. */
  | { type: 'hide'; id: string; on: boolean; text?: string; user: User }
  /**
   * Every message up to seq `upTo` is gone; or, with `of`, is deleted where it is by the user of this id. With `name`,
   * that is what this user is called there from now on: they were erased.
   */
  | { type: 'clear'; upTo: number; of?: string; name?: string; user: User }
)

export type RoomEventType = RoomEvent['type']

const KNOWN: Record<RoomEventType, true> = {
  message: true,
  edit: true,
  delete: true,
  reaction: true,
  settings: true,
  hide: true,
  clear: true,
}

/** An event of a type that this version does not know. It takes its place in the order and is otherwise skipped. */
export type UnknownRoomEvent = { seq: number; at: string; type: string }

/** False for event types that a newer server may send: clients advance past them. */
export function isKnownRoomEvent(event: RoomEvent | UnknownRoomEvent): event is RoomEvent {
  return Object.hasOwn(KNOWN, event.type)
}
