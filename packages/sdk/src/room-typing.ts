import type { User } from '@chat/protocol'

const NOBODY: readonly User[] = []
/** The server forgets a typist after 5 s. Telling it about every 2.5 s of typing keeps the line steady. */
const REPEAT_MS = 2_500
/** A little more than the server's 5 s, so that its word comes first. */
const EXPIRY_MS = 6_000

type Wiring = {
  send: (on: boolean) => void
  onChange: () => void
}

/** Who is typing, in both directions. */
export class RoomTyping {
  readonly #wiring: Wiring
  #users = NOBODY
  #expiry: ReturnType<typeof setTimeout> | undefined
  /** When the server was last told that we type; undefined while it believes that we do not. */
  #toldAt: number | undefined

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** Others who are typing now. */
  get users(): readonly User[] {
    return this.#users
  }

  /** Tells the server that this user types, or has stopped. Cheap to call at every key. */
  set(on: boolean): void {
    const now = Date.now()
    const age = now - (this.#toldAt ?? -Infinity)
    if (on ? age < REPEAT_MS : age > EXPIRY_MS) return
    this.#toldAt = on ? now : undefined
    this.#wiring.send(on)
  }

  /** The server's list, without ourselves. */
  receive(users: readonly User[], ownId: string | undefined): void {
    clearTimeout(this.#expiry)
    this.#replace(users.filter(({ id }) => id !== ownId))
    if (this.#users.length > 0) this.#expiry = setTimeout(() => this.#replace(NOBODY), EXPIRY_MS)
  }

  /** Their message is there: they have stopped. */
  remove(userId: string): void {
    this.#replace(this.#users.filter(({ id }) => id !== userId))
  }

  /** The connection is gone: nobody is known to type, and the server knows nothing of us. */
  clear(): void {
    clearTimeout(this.#expiry)
    this.#toldAt = undefined
    this.#replace(NOBODY)
  }

  #replace(users: readonly User[]): void {
    if (users.length === 0 && this.#users.length === 0) return
    if (
      users.length === this.#users.length &&
      users.every((user, i) => user.id === this.#users[i]?.id)
    )
      return
    this.#users = users.length === 0 ? NOBODY : users
    this.#wiring.onChange()
  }
}
