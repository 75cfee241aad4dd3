import type { User } from '@chat/protocol'

type Entry = { user: User; connections: number }

/** The users who are connected now, so that all connections of one share their name. */
export class LiveUsers {
  readonly #entries = new Map<string, Entry>()
  readonly #onRename: (user: User) => void

  /** `onRename` is told of new names, for other processes. */
  constructor({ onRename = () => {} }: { onRename?: (user: User) => void } = {}) {
    this.#onRename = onRename
  }

  /** A connection of the user begins. One who is connected already keeps the name they have there. */
  enter(user: User): User {
    const entry = this.#entries.get(user.id) ?? { user, connections: 0 }
    entry.connections += 1
    this.#entries.set(user.id, entry)
    return entry.user
  }

  /** A connection of the user ends. */
  leave(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    entry.connections -= 1
    if (entry.connections === 0) this.#entries.delete(id)
  }

  get(id: string): User | undefined {
    return this.#entries.get(id)?.user
  }

  /** The user has changed their name here. */
  rename(user: User): void {
    this.receive(user)
    this.#onRename(user)
  }

  /** The user has changed their name on another process. */
  receive(user: User): void {
    const entry = this.#entries.get(user.id)
    if (entry) entry.user = user
  }
}
