import type { Message, User } from '@chat/protocol'
import type { KeepRule } from './keep-rule.js'

/** A room whose messages up to `upTo` are to go; `isMore` where that is not all of them. */
export type DueRoom = { room: string; upTo: number; isMore: boolean }

export type DueRequest = {
  /** The server's; what a room says itself is in its settings. */
  rule: KeepRule
  now: number
  /** Rooms are looked through in the order of their names, behind this one; from the first: ''. */
  after: string
  /** Most rooms looked at. */
  rooms: number
  /** Most messages of a room that go at a time. */
  step: number
  /** Rooms that nothing was written to since are not counted again, ms since 1970. */
  since: number
}

/** A portion of everything that is stored: where it begins (absent: at the start), and how many rows it is. */
export type Portion = { cursor?: string | undefined; limit: number }

/** Where in a room messages of a user are looked for, behind seq `after` and up to `upTo`; at most `limit` of them. */
export type Stretch = { room: string; userId: string; after: number; upTo: number; limit: number }

/** What a user has left in a portion. */
export type Traces = {
  /** Their messages that are still there, as they are now. */
  messages: { room: string; message: Message }[]
  /** Reactions of theirs that are still there. */
  reactions: { room: string; id: string; emoji: string }[]
  /** Where the next portion begins; absent after the last. */
  next?: string
}

/** A room in which messages stand under a name. */
export type NamedRoom = { room: string; first: number; last: number }

/** What retention, erasing and exporting need of a store. Nothing here reads more at a time than it is told to. */
export interface Keeping {
  /**
   * Which of the next rooms have messages that are older or more than their rule allows. Of a room with none, only its
   * row and its first message are read; messages are counted only where there may be too many.
   */
  due(request: DueRequest): Promise<{ due: DueRoom[]; next?: string }>

  /** At most `limit` messages of a room after seq `after`, ascending, as they are now; those deleted too. */
  messagesAfter(room: string, after: number, limit: number): Promise<Message[]>

  /** How many rows the portions are of in all, about. */
  count(): Promise<number>

  /** What a user wrote and reacted with, in a portion. */
  traces(userId: string, portion: Portion): Promise<Traces>

  /**
   * How many messages of a user are still there in a stretch, and how far that was looked: to its end, or to the last of
   * `limit` messages.
   */
  countOf(stretch: Stretch): Promise<{ count: number; upTo: number }>

  /**
   * Gives the user another name in every message and event of a portion, where it stood under theirs. `before` is awaited
   * first, with the rooms in which messages stand under it, and the places of the first and the last.
   */
  rename(
    user: Pick<User, 'id' | 'name'>,
    portion: Portion,
    before?: (rooms: NamedRoom[]) => Promise<void>,
  ): Promise<{ next?: string }>
}
