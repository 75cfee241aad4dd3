import type { ChatError, Members, Message, RoomSettings, User, You } from '@chat/protocol'
import type { PendingMessage } from './outbox.js'
import type { RoomStatus } from './room-status.js'

/** A room at one moment. Immutable: parts that did not change are the same objects as in the snapshot before. */
export type RoomSnapshot = {
  readonly status: RoomStatus
  /** Why the room is `refused`. */
  readonly error?: ChatError
  /** Ascending by `seq`. A message that did not change is the same object as before. */
  readonly messages: readonly Message[]
  /** Own messages that are not among `messages` yet, in the order in which they are sent. */
  readonly pending: readonly PendingMessage[]
  readonly members: Members
  /** Others who are typing now. */
  readonly typing: readonly User[]
  readonly settings: RoomSettings
  /** What this user may do here, where it is not what everybody may: a role; until when they are muted. */
  readonly you: You
  /** Whether `loadOlder` would find messages. */
  readonly hasOlder: boolean
  /** Place of the latest event seen; 0 before the first. */
  readonly seq: number
}

/** `next`, or `before` where it says the same. */
export function keepIfEqual(before: RoomSnapshot, next: RoomSnapshot): RoomSnapshot {
  // One alone may have an error.
  const keys = Object.keys({ ...before, ...next }) as (keyof RoomSnapshot)[]
  return keys.every((key) => before[key] === next[key]) ? before : next
}
