import type { Members, Push, User } from '@chat/protocol'

type Presence = Push<'presence'>

/** Who is in a room, from the answers to `join` and `sync` and from `presence`. */
export class RoomMembers {
  #members: Members = { count: 0, list: [] }
  /** Presence that came while an answer was on its way: it may be newer than that. */
  #held: Presence[] | undefined
  #isIncomplete = false

  /** The same object until something changes. */
  get current(): Members {
    return this.#members
  }

  /** Whether names are missing that should be there: a push was lost, or the room was too large for names. */
  get isIncomplete(): boolean {
    return this.#isIncomplete
  }

  /** An answer is on its way. */
  hold(): void {
    this.#held = []
  }

  /** No answer came. */
  release(max: number): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const push of held) this.apply(push, max)
  }

  /** The answer. */
  replace(members: Members, max: number): void {
    this.#members = members
    this.#isIncomplete = false
    this.release(max)
  }

  /** Those who came, went or changed their name. At most `max` are listed. */
  apply(push: Presence, max: number): void {
    if (this.#held) {
      this.#held.push(push)
      return
    }
    const { count, joined, left } = push
    const byId = new Map(this.#members.list.map((user) => [user.id, user]))
    // An answer may have told already.
    const isKnown = ({ id, name, role }: User) => {
      const known = byId.get(id)
      return known?.name === name && known.role === role
    }
    if (
      count !== this.#members.count ||
      !joined.every(isKnown) ||
      left.some((id) => byId.has(id))
    ) {
      for (const id of left) byId.delete(id)
      for (const user of joined) byId.set(user.id, user)
      this.#members = { count, list: [...byId.values()].slice(0, max) }
    }
    this.#isIncomplete = count <= max && this.#members.list.length !== count
  }
}
