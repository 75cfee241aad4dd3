import type { Message, RoomEvent, User } from '@chat/sdk'

/** Something that a client asked for. */
export type Attempt = { room: string; user: string; id: string } & (
  | { type: 'message'; text: string }
  | { type: 'edit'; text: string }
  | { type: 'delete' }
  | { type: 'react'; emoji: string; on: boolean }
)

export type Operation = {
  attempt: Attempt
  /** `acknowledged`: the promise resolved. `refused`: it rejected. Undefined: it never settled. */
  outcome?: 'acknowledged' | 'refused'
  /** Code of the error with which it was refused. */
  code?: string
  /** The message as it was acknowledged. */
  message?: Message
}

/** What a client saw of a room between entering it, or a reset, and leaving it. */
export type Stay = {
  client: string
  room: string
  /** The messages of the answer it began with, and the seq up to which that spoke. */
  start: { seq: number; messages: readonly Message[] }
  /** Everything that was announced since, in the order announced. */
  events: RoomEvent[]
  /** What it holds at the end, where it stayed until then. */
  end?: { user: string; seq: number; messages: Message[]; members: User[]; pending: number }
}

/** All that clients saw and were told, and nothing that the server alone knows. */
export type History = {
  operations: Operation[]
  stays: Stay[]
  /** What somebody who came after everything was over found in each room. */
  final: Map<string, FinalRoom>
  /** Promises made to the workload, and how many of them settled. */
  promises: { made: number; settled: number }
}

export type FinalRoom = { seq: number; messages: Message[]; members: User[] }
