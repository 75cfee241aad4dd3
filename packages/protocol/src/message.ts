import type { User } from './user.js'

/** A message as it is now: its event with every later edit, deletion and reaction applied. */
export type Message = {
  /** UUID made by the sending client; unique within the room. */
  id: string
  /** Place of the message in the room's log. The only order there is. */
  seq: number
  /** When the server stored it: ISO 8601, UTC, milliseconds. Never decreases with `seq`. */
  at: string
  /** The author, as named when the message was stored. */
  user: User
  /** Plain text; empty once deleted. */
  text: string
  /** Id of the message that this one answers. */
  replyTo?: string
  editedAt?: string
  deleted?: true
  /** Several people have reported it: `text` is empty until a moderator has looked. */
  hidden?: true
  /** Emoji → ids of the users who reacted with it, in the order they did. */
  reactions?: Record<string, string[]>
}
