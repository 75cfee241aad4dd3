import type { Message, RoomEvent, RoomState } from '@chat/protocol'
import type { Keeping } from './keeping.js'
import type { Sql } from './sql.js'
import type { Also, Append, AppendResult, Decide } from './append.js'

export type HistoryPage = { messages: Message[]; hasMore: boolean }

/** A room that something was ever written to; `lastAt` is when that was the last time. */
export type StoredRoom = RoomState & { lastAt: string }

export type Search = {
  /** What the text of a message contains; letters of ASCII in either case. */
  text: string
  /** Only messages before this seq. */
  before: number
  /** How far back from there is looked, in seqs. */
  scan: number
  limit: number
}

/** The latest first. `next`: the `before` with which the search goes on; absent where all is looked through. */
export type SearchPage = { messages: Message[]; next?: number }

/**
 * Keeps the logs of all rooms. Every promise below is held by the contract suite that each store passes.
 *
 * A method rejects only where the storage itself fails; then nothing of what it was to do has been done. One case is
 * open: where the storage is lost while it commits, whether the batch is stored is known once it is back; the same
 * appends, asked again, find out.
 */
export interface Store {
  /** Makes the storage ready (opens, migrates). Rejects with a sentence for the operator. */
  open(): Promise<void>

  /**
   * Appends a batch in one durable transaction, in order, and answers in the same order.
   *
   * - What `also` makes of the results is written in the same transaction.
   * - For each append `decide` is asked (again where the transaction is tried again), with what the log holds after the appends before it.
   * - Each event gets the room's next `seq`: 1, 2, 3 …, no holes, also with several processes.
   * - `at` is the clock's, or the room's latest `at` where the clock went back.
   * - Once it resolves, everything answered is on disk; if it rejects, nothing of the batch is stored, but for the
   *   case above, in which all of it may be.
   * - A deletion removes the text from every event of that message. What a clear takes is not shown from then on; of
   *   one user it is erased at once, of everybody by {@link scrub}.
   */
  append(batch: readonly Append[], decide: Decide, also?: Also): Promise<AppendResult[]>

  /** The room as it is now. One that nothing was ever written to has seq 0, and costs nothing. */
  room(name: string): Promise<RoomState>

  /** The room and its latest `limit` messages, ascending, read at one moment. */
  latest(name: string, limit: number): Promise<HistoryPage & { room: RoomState }>

  /** The message of this id as it is now. */
  message(name: string, id: string): Promise<Message | undefined>

  /** At most `limit` messages older than seq `before`, ascending. */
  history(name: string, before: number, limit: number): Promise<HistoryPage>

  /** The room and at most `limit` events after seq `after`, ascending, without holes, read at one moment. */
  eventsAfter(
    name: string,
    after: number,
    limit: number,
  ): Promise<{ room: RoomState; events: RoomEvent[] }>

  /** At most `limit` rooms whose name comes after `after`, in the order of the bytes of their names. */
  rooms(after: string, limit: number): Promise<StoredRoom[]>

  /** At most `limit` rooms, those first that were written to last. */
  activeRooms(limit: number): Promise<StoredRoom[]>

  /** Messages of a room that contain a text. What is deleted, cleared or hidden is not found. */
  search(name: string, search: Search): Promise<SearchPage>

  /**
   * Erases the texts of at most `limit` cleared messages. True while there may be more; with false everything erased or
   * overwritten before is gone from the storage's own journal too, where it has one that is not needed any more.
   */
  scrub(limit: number): Promise<boolean>

  /** What is to go with time, and what somebody has left. */
  readonly keeping: Keeping

  /** Tables beside the logs. */
  readonly sql: Sql

  /** Rejects when the storage does not answer. */
  ping(): Promise<void>

  /**
   * Where several processes share the storage: the secret that they share, which is `made` where there was none yet.
   * Absent where each process has a storage of its own.
   */
  keepSecret?(made: string): Promise<string>

  /** Finishes what is under way and lets go of the storage. */
  close(): Promise<void>
}
