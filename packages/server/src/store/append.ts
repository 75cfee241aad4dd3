import type { ErrorCode, Message, RoomEvent, RoomSettings, User } from '@chat/protocol'
import type { SqlStatement } from './sql.js'

/** What somebody wants to add to a room's log. */
export type Append = { room: string; user: User } & (
  | { type: 'message'; id: string; text: string; replyTo?: string }
  | { type: 'edit'; id: string; text: string }
  | { type: 'delete'; id: string }
  | { type: 'reaction'; id: string; emoji: string; on: boolean }
  /** `before`: they are a change of these, and refused with `conflict` where they are others by now. */
  | { type: 'settings'; settings: RoomSettings; before?: RoomSettings }
  | { type: 'hide'; id: string; on: boolean; text?: string }
  /** Absent `upTo`: everything before it. Up to seq `after` there is nothing to clear: the store need not look. */
  | { type: 'clear'; upTo?: number; of?: string; name?: string; after?: number }
)

/** Statements over the tables beside the logs that belong to a batch: all of it is stored, or nothing. */
export type Also = (results: readonly AppendResult[]) => readonly SqlStatement[]

/** What the log holds at the moment of deciding, inside the transaction. */
export type AppendContext = {
  /** Of the room's latest event. */
  seq: number
  /** Up to which seq everything is cleared. */
  floor: number
  settings: RoomSettings
  /** The message that has the append's `id`, as it is now. */
  message?: Message
  /** Whether the message that `replyTo` names is in the room. */
  hasReplyTarget: boolean
}

/** `append`: it goes into the log. `unchanged`: it is there already. `refuse`: it may not. */
export type Verdict =
  { type: 'append' } | { type: 'unchanged' } | { type: 'refuse'; code: ErrorCode; message?: string }

/** The rules of a room, pure: called by the store once for every append, inside the transaction. */
export type Decide = (append: Append, context: AppendContext) => Verdict

/** `message` is the message concerned, as it is after the append; absent where it is about none. */
export type AppendResult =
  | { type: 'appended'; event: RoomEvent; message?: Message }
  | { type: 'unchanged'; message?: Message }
  | { type: 'refused'; code: ErrorCode; message?: string }
