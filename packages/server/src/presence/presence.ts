import type { ToldMembers, User } from '@chat/protocol'

/**
 * Who came to a room, which members are called otherwise now, the ids of those who left, and how many members there are
 * then.
 */
export type PresenceChange = {
  room: string
  joined: User[]
  renamed: User[]
  left: string[]
  count: number
  /** Nobody came: `joined` is who is there, told again because some may not have heard of it. */
  isSettled?: true
}

/** `isOurs`: it happened here; of several processes the one that tells others of it. */
export type PresenceListener = (change: PresenceChange, isOurs: boolean) => void

export type LiveRoom = { name: string; members: number }

/**
 * Who is in which room now. A user is one member however many connections they have.
 *
 * Ephemeral: nothing here is persisted, and an empty room takes no memory.
 */
export interface Presence {
  /**
   * A connection of `user` enters a room; again is harmless, and takes up what has changed of the user.
   *
   * @throws ChatError `room_full` where the room has `maxMembers` already (default: no bound), and they are none of them
   */
  join(room: string, connection: string, user: User, maxMembers?: number): Promise<void>
  /** The connection leaves on purpose: with the last one the member is gone at once. */
  leave(room: string, connection: string): Promise<void>
  /** The connection was lost: the member stays for the grace period, and nobody is told if they come back within it. */
  disconnect(connection: string): Promise<void>
  /** The user has a new name in every room they are in. */
  rename(user: User): Promise<void>
  /** Rooms that the user is in by connections to this process. */
  roomsOf(userId: string): readonly string[]
  /** Exact count; list capped. `settling` while those who were here before a restart may be about to come back. */
  members(room: string): Promise<ToldMembers>
  /** Exact count; `settling` as in {@link members}. */
  count(room: string): Promise<Omit<ToldMembers, 'list'>>
  /** Rooms with at least one member, most members first. */
  liveRooms(limit: number): Promise<LiveRoom[]>
  /**
   * Tells of every change, from now on; and, when who is there has settled, of every room with members, with nobody in
   * the change or with all who are there. Returns the way to stop it.
   */
  onChange(listener: PresenceListener): () => void
  close(): Promise<void>
}
