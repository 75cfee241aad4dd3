import type { Push, User } from '@chat/protocol'

export type TypingOptions = {
  send: (push: Push<'typing'>) => void
  /** How long somebody counts as typing after their last signal, ms. */
  expiryMs?: number
  /** Most users told of in one room; beyond them nobody reads the list. */
  listLimit?: number
}

type Typist = { user: User; expiry: NodeJS.Timeout }

/** Who is typing where. Ephemeral, and only told of when it changes. */
export class Typing {
  readonly #send: TypingOptions['send']
  readonly #expiryMs: number
  readonly #listLimit: number
  readonly #rooms = new Map<string, Map<string, Typist>>()

  constructor({ send, expiryMs = 5_000, listLimit = 10 }: TypingOptions) {
    this.#send = send
    this.#expiryMs = expiryMs
    this.#listLimit = listLimit
  }

  set(room: string, user: User, on: boolean): void {
    const typists = this.#rooms.get(room) ?? new Map<string, Typist>()
    const before = typists.get(user.id)
    if (!before && (!on || typists.size >= this.#listLimit)) return
    clearTimeout(before?.expiry)
    if (on) {
      const expiry = setTimeout(() => this.set(room, user, false), this.#expiryMs)
      expiry.unref()
      typists.set(user.id, { user, expiry })
      this.#rooms.set(room, typists)
    } else {
      typists.delete(user.id)
      if (typists.size === 0) this.#rooms.delete(room)
    }
    if (on !== Boolean(before)) this.#tell(room, typists)
  }

  /** The user is gone from these rooms. */
  clear(rooms: Iterable<string>, user: User): void {
    for (const room of rooms) this.set(room, user, false)
  }

  close(): void {
    for (const typists of this.#rooms.values()) {
      for (const { expiry } of typists.values()) clearTimeout(expiry)
    }
    this.#rooms.clear()
  }

  #tell(room: string, typists: ReadonlyMap<string, Typist>): void {
    this.#send({ room, users: [...typists.values()].map(({ user }) => user) })
  }
}
