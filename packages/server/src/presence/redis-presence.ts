import { ChatError, type ToldMembers, type User } from '@chat/protocol'
import type { Bus } from '../bus/bus.js'
import type { RedisLink } from '../bus/redis-link.js'
import { MemoryPresence } from './memory-presence.js'
import type { LiveRoom, Presence, PresenceChange, PresenceListener } from './presence.js'
import { SharedMembers } from './shared-members.js'

export type RedisPresenceOptions = {
  link: RedisLink
  bus: Bus
  graceMs?: number
  listLimit: number
  /** How often a process says that it lives, ms. After three times without, its members are gone at the next beat. */
  beatMs?: number
  onError: (error: unknown) => void
}

/**
 * The presence of several processes. Each knows its own members, and keeps them in Redis too; what all together have is
 * read there. While Redis is away each tells of its own members, as unsettled; when it is back they say again who they have.
 */
export class RedisPresence implements Presence {
  readonly #local: MemoryPresence
  readonly #shared: SharedMembers
  readonly #listLimit: number
  readonly #beatMs: number
  readonly #graceMs: number
  readonly #onError: (error: unknown) => void
  readonly #listeners = new Set<PresenceListener>()
  readonly #beatTimer: NodeJS.Timeout
  /** Redis may not have all of our members, or have some that are ours no more. */
  #isStale = true
  #isClosed = false
  #settling: NodeJS.Timeout | undefined
  #beating: Promise<void> | undefined
  /** The latest change under way to Redis: they arrive in the order in which they are sent. */
  #latest: Promise<unknown> = Promise.resolve()

  constructor(options: RedisPresenceOptions) {
    const { link, bus, graceMs = 10_000, listLimit } = options
    this.#listLimit = listLimit
    this.#beatMs = options.beatMs ?? 5_000
    this.#graceMs = graceMs
    this.#onError = options.onError
    this.#shared = new SharedMembers(link, 3 * this.#beatMs)
    this.#local = new MemoryPresence({ graceMs, listLimit })
    this.#local.onChange((change) => this.#share(change))
    bus.onNote((note) => {
      if (note.type === 'presence') this.#tell(note.change, this.#shared.isOurs(note.by))
    })
    bus.onReturn(() => {
      this.#isStale = true
      void this.beat()
    })
    this.#beatTimer = setInterval(() => void this.beat(), this.#beatMs)
    this.#beatTimer.unref()
  }

  async join(room: string, connection: string, user: User, maxMembers = Infinity): Promise<void> {
    if (maxMembers < Infinity) {
      const isFull = await this.#shared.enter(room, user, maxMembers).then(
        (has) => !has,
        () => false,
      )
      if (isFull) throw new ChatError('room_full')
    }
    try {
      await this.#local.join(room, connection, user, maxMembers)
    } catch (error) {
      // Redis may have lost some of ours, and have taken them for the last one.
      if (maxMembers < Infinity) {
        await this.#shared.leave(room, user.id).catch(() => {
          this.#isStale = true
        })
      }
      throw error
    }
    await this.#latest
  }

  async leave(room: string, connection: string): Promise<void> {
    await this.#local.leave(room, connection)
    await this.#latest
  }

  disconnect(connection: string): Promise<void> {
    return this.#local.disconnect(connection)
  }

  async rename(user: User): Promise<void> {
    await this.#local.rename(user)
    await this.#latest
  }

  roomsOf(userId: string): readonly string[] {
    return this.#local.roomsOf(userId)
  }

  async members(room: string): Promise<ToldMembers> {
    if (!this.#isStale) {
      try {
        const { count, list } = await this.#shared.members(room, this.#listLimit)
        return { count, list, ...(this.#settling && { settling: true }) }
      } catch {
        this.#isStale = true
      }
    }
    return { ...(await this.#local.members(room)), settling: true }
  }

  async count(room: string): Promise<Omit<ToldMembers, 'list'>> {
    if (!this.#isStale) {
      try {
        const count = await this.#shared.count(room)
        return { count, ...(this.#settling && { settling: true }) }
      } catch {
        this.#isStale = true
      }
    }
    return { ...(await this.#local.count(room)), settling: true }
  }

  async liveRooms(limit: number): Promise<LiveRoom[]> {
    return this.#shared.liveRooms(limit).catch(() => this.#local.liveRooms(limit))
  }

  onChange(listener: PresenceListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Says that this process lives, and takes out the members of those that do not. */
  beat(): Promise<void> {
    if (this.#isClosed) return Promise.resolve()
    this.#beating ??= this.#beat()
      .catch(() => {
        this.#isStale = true
      })
      .finally(() => (this.#beating = undefined))
    return this.#beating
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#beatTimer)
    clearTimeout(this.#settling)
    this.#listeners.clear()
    await this.#local.close()
    // Whoever comes back on another process within the grace has not been away.
    await this.#shared.end(this.#graceMs).catch(this.#onError)
  }

  async #beat(): Promise<void> {
    const { isKnown, dead } = await this.#shared.beat()
    if (this.#isStale || !isKnown) await this.#announce()
    await this.#shared.remove(dead)
  }

  /** Says again, under a new name, who is here, and takes back whatever was said before. */
  async #announce(): Promise<void> {
    const isFirst = [...this.#local.rooms()].length === 0
    this.#shared.renew()
    await this.#shared.beat()
    this.#isStale = false
    for (const [room, users] of this.#local.rooms()) {
      await Promise.all(users.map((user) => this.#shared.enterAgain(room, user)))
    }
    await this.#shared.removeFormer()
    if (isFirst) return
    clearTimeout(this.#settling)
    // By then every other process has noticed too.
    this.#settling = setTimeout(() => this.#settle(), 2 * this.#beatMs)
    this.#settling.unref()
  }

  /** Nobody knows what each client has missed: it is told who is here, and asks where that does not add up. */
  #settle(): void {
    this.#settling = undefined
    for (const [room] of this.#local.rooms()) {
      this.members(room)
        .then(({ count, list }) =>
          this.#tell({ room, joined: list, renamed: [], left: [], count, isSettled: true }, false),
        )
        .catch(this.#onError)
    }
  }

  /** A change among our own members. All are told of it by Redis; ours by us, where it does not answer. */
  #share(change: PresenceChange): void {
    const { room, joined, renamed, left } = change
    const shared = Promise.all([
      ...[...joined, ...renamed].map((user) => this.#shared.enter(room, user)),
      ...left.map((id) => this.#shared.leave(room, id)),
    ])
    this.#latest = shared.catch(() => {
      this.#isStale = true
      this.#tell(change, true)
    })
  }

  #tell(change: PresenceChange, isOurs: boolean): void {
    for (const listener of this.#listeners) listener(change, isOurs)
  }
}
