import { ChatError, type ToldMembers, type User } from '@chat/protocol'
import type { LiveRoom, Presence, PresenceChange, PresenceListener } from './presence.js'

export type MemoryPresenceOptions = {
  /** How long a member whose last connection was lost stays, ms. */
  graceMs?: number
  /** How long after the start those who were here before it may be about to come back, ms. Default: nobody was. */
  settleMs?: number
  /** Most users in `members().list`. */
  listLimit: number
}

/** `connections`: how many of the user's are in the room. */
type Member = { user: User; connections: number; leaving?: NodeJS.Timeout }
type Room = Map<string, Member>

/** The presence of one process. */
export class MemoryPresence implements Presence {
  readonly #graceMs: number
  readonly #listLimit: number
  readonly #rooms = new Map<string, Room>()
  // Most are in one room: an array takes a fifth of the memory that a set does.
  /** Rooms of each user, for renames. */
  readonly #roomsOfUser = new Map<string, string[]>()
  /** User and rooms of each connection. */
  readonly #connections = new Map<string, { userId: string; rooms: string[] }>()
  #settling: NodeJS.Timeout | undefined
  readonly #listeners = new Set<PresenceListener>()

  constructor(options: MemoryPresenceOptions) {
    this.#graceMs = options.graceMs ?? 10_000
    this.#listLimit = options.listLimit
    if (!options.settleMs) return
    this.#settling = setTimeout(() => this.#settle(), options.settleMs)
    this.#settling.unref()
  }

  async join(name: string, connection: string, user: User, maxMembers = Infinity): Promise<void> {
    const room = this.#rooms.get(name) ?? new Map<string, Member>()
    const member = room.get(user.id)
    if (!member && room.size >= maxMembers) throw new ChatError('room_full')

    const rooms = this.#connections.get(connection)?.rooms
    const isThere = rooms?.includes(name) ?? false
    if (!isThere) this.#connections.set(connection, { userId: user.id, rooms: added(name, rooms) })
    if (member) {
      clearTimeout(member.leaving)
      delete member.leaving
      if (!isThere) member.connections += 1
      this.#update(name, member, user)
      return
    }
    room.set(user.id, { user, connections: 1 })
    this.#rooms.set(name, room)
    this.#roomsOfUser.set(user.id, added(name, this.#roomsOfUser.get(user.id)))
    this.#tell({ room: name, joined: [user], renamed: [], left: [] })
  }

  async leave(name: string, connection: string): Promise<void> {
    const entry = this.#connections.get(connection)
    if (!entry?.rooms.includes(name)) return
    entry.rooms = entry.rooms.filter((each) => each !== name)
    if (entry.rooms.length === 0) this.#connections.delete(connection)
    if (this.#withdraw(name, entry.userId)?.connections === 0) this.#remove(name, entry.userId)
  }

  async disconnect(connection: string): Promise<void> {
    const entry = this.#connections.get(connection)
    if (!entry) return
    this.#connections.delete(connection)
    for (const name of entry.rooms) {
      const member = this.#withdraw(name, entry.userId)
      if (member?.connections === 0) this.#removeAfterGrace(name, entry.userId, member)
    }
  }

  async rename(user: User): Promise<void> {
    for (const name of this.#roomsOfUser.get(user.id) ?? []) {
      const member = this.#rooms.get(name)?.get(user.id)
      // Their role may be another in each room.
      if (member) this.#update(name, member, { ...member.user, name: user.name })
    }
  }

  roomsOf(userId: string): readonly string[] {
    return this.#roomsOfUser.get(userId) ?? []
  }

  async members(name: string): Promise<ToldMembers> {
    const room = this.#rooms.get(name)
    const list: User[] = []
    for (const { user } of room?.values() ?? []) {
      if (list.length >= this.#listLimit) break
      list.push(user)
    }
    return { ...(await this.count(name)), list }
  }

  async count(name: string): Promise<Omit<ToldMembers, 'list'>> {
    const count = this.#rooms.get(name)?.size ?? 0
    return { count, ...(this.#settling && { settling: true }) }
  }

  /** Every room with members, and who they are. */
  *rooms(): Generator<[name: string, users: User[]]> {
    for (const [name, room] of this.#rooms) yield [name, [...room.values()].map(({ user }) => user)]
  }

  async liveRooms(limit: number): Promise<LiveRoom[]> {
    return [...this.#rooms]
      .map(([name, room]) => ({ name, members: room.size }))
      .sort((a, b) => b.members - a.members || (a.name < b.name ? -1 : 1))
      .slice(0, limit)
  }

  onChange(listener: PresenceListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.#listeners.clear()
    clearTimeout(this.#settling)
    for (const room of this.#rooms.values()) {
      for (const { leaving } of room.values()) clearTimeout(leaving)
    }
  }

  #update(name: string, member: Member, user: User): void {
    const { user: before } = member
    if (before.name === user.name && before.role === user.role) return
    member.user = user
    this.#tell({ room: name, joined: [], renamed: [user], left: [] })
  }

  /** One of the user's connections is not in the room any more. */
  #withdraw(name: string, userId: string): Member | undefined {
    const member = this.#rooms.get(name)?.get(userId)
    if (member) member.connections -= 1
    return member
  }

  #removeAfterGrace(name: string, userId: string, member: Member): void {
    member.leaving = setTimeout(() => this.#remove(name, userId), this.#graceMs)
    member.leaving.unref()
  }

  #remove(name: string, userId: string): void {
    const room = this.#rooms.get(name)
    if (!room?.delete(userId)) return
    if (room.size === 0) this.#rooms.delete(name)
    const rooms = this.#roomsOfUser.get(userId)?.filter((each) => each !== name) ?? []
    if (rooms.length === 0) this.#roomsOfUser.delete(userId)
    else this.#roomsOfUser.set(userId, rooms)
    this.#tell({ room: name, joined: [], renamed: [], left: [userId] })
  }

  #settle(): void {
    this.#settling = undefined
    for (const room of this.#rooms.keys()) this.#tell({ room, joined: [], renamed: [], left: [] })
  }

  #tell(change: Omit<PresenceChange, 'count'>): void {
    const count = this.#rooms.get(change.room)?.size ?? 0
    for (const listener of this.#listeners) listener({ ...change, count }, true)
  }
}

/** One room alone, as most have, is a literal: an array that grew has places left over. */
function added(name: string, rooms: string[] | undefined): string[] {
  return rooms ? [...rooms, name] : [name]
}
