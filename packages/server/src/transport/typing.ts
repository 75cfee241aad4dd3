import type { Push, User } from '@chat/protocol'

export type TypingOptions = {
  send: (push: Push<'typing'>) => void
  /** Told of what changes here, for other processes. */
  onSignal?: (room: string, user: User, on: boolean) => void
  /** How long somebody counts as typing after their last signal, ms. */
  expiryMs?: number
  /** Most users told of in one room; beyond them nobody reads the list. */
  listLimit?: number
}

type Typist = { user: User; expiry: NodeJS.Timeout }
type Room = { typists: Map<string, Typist>; toldAt: number }

/** How often a list that has not changed is told again, ms: clients forget what they do not hear of for 5 s. */
const REPEAT_MS = 2_000

/** Who is typing where. Ephemeral; told of when it changes, and while it lasts. */
export class Typing {
  readonly #send: TypingOptions['send']
  readonly #onSignal: NonNullable<TypingOptions['onSignal']>
  readonly #expiryMs: number
  readonly #listLimit: number
  readonly #rooms = new Map<string, Room>()

  constructor({ send, onSignal = () => {}, expiryMs = 5_000, listLimit = 10 }: TypingOptions) {
    this.#send = send
    this.#onSignal = onSignal
    this.#expiryMs = expiryMs
    this.#listLimit = listLimit
  }

  /** Somebody says here whether they are typing. */
  set(name: string, user: User, on: boolean): void {
    if (this.receive(name, user, on)) this.#onSignal(name, user, on)
  }

  /** Another process says it. Returns whether it is news. */
  receive(name: string, user: User, on: boolean): boolean {
    const known = this.#rooms.get(name)
    // Every message ends its author's typing, and hardly ever is there any.
    if (!known && !on) return false
    const room = known ?? { typists: new Map<string, Typist>(), toldAt: 0 }
    const { typists } = room
    const before = typists.get(user.id)
    if (!before && (!on || typists.size >= this.#listLimit)) return false
    clearTimeout(before?.expiry)
    if (on) {
      const expiry = setTimeout(() => this.receive(name, user, false), this.#expiryMs)
      expiry.unref()
      typists.set(user.id, { user, expiry })
      this.#rooms.set(name, room)
    } else {
      typists.delete(user.id)
      if (typists.size === 0) this.#rooms.delete(name)
    }
    const isChange = on !== Boolean(before)
    if (isChange || Date.now() - room.toldAt >= REPEAT_MS) this.#tell(name, room)
    return true
  }

  /** The user is gone from these rooms. */
  clear(rooms: Iterable<string>, user: User): void {
    for (const room of rooms) this.set(room, user, false)
  }

  close(): void {
    for (const { typists } of this.#rooms.values()) {
      for (const { expiry } of typists.values()) clearTimeout(expiry)
    }
    this.#rooms.clear()
  }

  #tell(name: string, room: Room): void {
    room.toldAt = Date.now()
    this.#send({ room: name, users: [...room.typists.values()].map(({ user }) => user) })
  }
}
