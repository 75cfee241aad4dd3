import type { RoomEvent, User } from '@chat/protocol'
import type { Bus } from '../bus/bus.js'
import type { BusNote } from '../bus/bus-note.js'
import type { LiveUsers } from '../identity/live-users.js'
import { roomOf, socketRoom, type ChatIo } from './connection.js'
import { RoomFeed } from './room-feed.js'
import type { Typing } from './typing.js'

/** How often rooms are compared with the store, ms: while the bus carries, and while it does not. */
const CHECK_MS = 15_000
const CHECK_WITHOUT_BUS_MS = 1_000
/** Most rooms of which it is remembered that the others were not told. They find it out by themselves, only later. */
const MAX_UNTOLD = 10_000

export type ClusterOptions = {
  bus: Bus
  io: ChatIo
  users: LiveUsers
  typing: Typing
  /** Sends to the connections of this process. */
  send: (room: string, events: RoomEvent[]) => void
  readAfter: (room: string, after: number, limit: number) => Promise<RoomEvent[]>
  /** The latest seq of each of these rooms. */
  readSeqs: (rooms: readonly string[]) => Promise<ReadonlyMap<string, number>>
  /** A user has another name on another process. */
  onRename: (user: User) => void
  /** The room has come further than can be replayed. */
  onFarBehind: (room: string, seq: number) => void
  onError: (error: unknown) => void
  checkMs?: number
}

/**
 * What this process and the others tell each other. What does not come by the bus is found in the store: every few seconds
 * where the bus is down, else every {@link CHECK_MS}.
 */
export class Cluster {
  readonly #options: ClusterOptions
  readonly #feed: RoomFeed
  /** The latest seq of rooms with events that the bus did not take. */
  readonly #untold = new Map<string, number>()
  readonly #timer: NodeJS.Timeout
  #checking: Promise<void> | undefined
  #checkedAt = Date.now()

  constructor(options: ClusterOptions) {
    this.#options = options
    const { bus, io, send, readAfter, onFarBehind, onError } = options
    const { adapter } = io.of('/')
    this.#feed = new RoomFeed({
      isFollowed: (room) => adapter.rooms.has(socketRoom(room)),
      send,
      readAfter,
      onFarBehind,
      onError,
    })
    adapter.on('delete-room', (name: string) => {
      const room = roomOf(name)
      if (room !== undefined) this.#feed.forget(room)
    })
    bus.onNote((note) => this.#receive(note))
    bus.onReturn(() => void this.check())
    this.#timer = setInterval(() => this.#tick(), CHECK_WITHOUT_BUS_MS)
    this.#timer.unref()
  }

  /** What this process has appended goes to its own connections, and to the others. */
  committed(committed: ReadonlyMap<string, RoomEvent[]>): void {
    for (const [room, events] of committed) this.#feed.deliver(room, events)
    this.#options.bus.publish({ type: 'events', rooms: [...committed] }).catch(() => {
      for (const [room, events] of committed) this.#noteUntold(room, events.at(-1)?.seq ?? 0)
    })
  }

  /** Somebody here has read the room up to `seq`. */
  begin(room: string, seq: number): void {
    this.#feed.begin(room, seq)
  }

  typing(room: string, user: User, on: boolean): void {
    this.#publish({ type: 'typing', room, user, on })
  }

  rename(user: User): void {
    this.#publish({ type: 'rename', user })
  }

  /** Compares the rooms that somebody here is in with the store, and sends what is missing. */
  check(): Promise<void> {
    this.#checking ??= this.#check()
      .catch(this.#options.onError)
      .finally(() => (this.#checking = undefined))
    return this.#checking
  }

  close(): void {
    clearInterval(this.#timer)
    this.#feed.close()
  }

  #tick(): void {
    const { bus, checkMs = CHECK_MS } = this.#options
    const dueAfterMs = bus.isUp ? checkMs : CHECK_WITHOUT_BUS_MS
    if (Date.now() - this.#checkedAt >= dueAfterMs) void this.check()
    if (bus.isUp && this.#untold.size > 0) this.#tellUntold()
  }

  #noteUntold(room: string, seq: number): void {
    if (this.#untold.size < MAX_UNTOLD) this.#untold.set(room, seq)
  }

  #tellUntold(): void {
    const rooms = [...this.#untold]
    this.#untold.clear()
    this.#options.bus.publish({ type: 'heads', rooms }).catch(() => {
      for (const [room, seq] of rooms)
        this.#noteUntold(room, Math.max(seq, this.#untold.get(room) ?? 0))
    })
  }

  async #check(): Promise<void> {
    this.#checkedAt = Date.now()
    const { io, readSeqs } = this.#options
    const rooms = [...io.of('/').adapter.rooms.keys()].flatMap((name) => roomOf(name) ?? [])
    if (rooms.length === 0) return
    for (const [room, seq] of await readSeqs(rooms)) await this.#feed.catchUp(room, seq)
  }

  #receive(note: BusNote): void {
    const { users, typing } = this.#options
    if (note.type === 'events') {
      for (const [room, events] of note.rooms) this.#feed.deliver(room, events)
    } else if (note.type === 'heads') {
      for (const [room, seq] of note.rooms) void this.#feed.catchUp(room, seq)
    } else if (note.type === 'typing') typing.receive(note.room, note.user, note.on)
    else if (note.type === 'rename') {
      users.receive(note.user)
      this.#options.onRename(note.user)
    }
  }

  // What is not taken is of the moment: nobody misses it later.
  #publish(note: BusNote): void {
    this.#options.bus.publish(note).catch(() => {})
  }
}
