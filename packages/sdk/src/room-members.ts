import type { Members, Push } from '@chat/protocol'

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
    this.#set(members)
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
    if (count !== this.#members.count || joined.length > 0 || left.length > 0) {
      const byId = new Map(this.#members.list.map((user) => [user.id, user]))
      for (const id of left) byId.delete(id)
      for (const user of joined) byId.set(user.id, user)
      this.#set({ count, list: [...byId.values()].slice(0, max) })
    }
    this.#isIncomplete = count <= max && this.#members.list.length !== count
  }

  // A push and an answer may tell the same.
  #set(members: Members): void {
    const { count, list } = this.#members
    const isSame =
      members.count === count &&
      members.list.length === list.length &&
      members.list.every(({ id, name, role }, index) => {
        const user = list[index]
        return user?.id === id && user.name === name && user.role === role
      })
    if (!isSame) this.#members = members
  }
}
