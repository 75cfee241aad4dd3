import type { Members, Push, ToldMembers } from '@chat/protocol'

type Presence = Omit<Push<'presence'>, 'room' | 'seq'>

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

  /** The answer. While the server has not settled, those known from before are kept, where this is a return. */
  replace({ count, list, settling }: ToldMembers, max: number, isReturn: boolean): void {
    if (settling && isReturn) this.#held?.unshift({ count, joined: list, left: [], settling })
    else this.#set({ count, list })
    this.#isIncomplete = false
    this.release(max)
  }

  /** Those who came, went or changed their name. At most `max` are listed. */
  apply(push: Presence, max: number): void {
    if (this.#held) {
      this.#held.push(push)
      return
    }
    const { joined, left, settling } = push
    const known = this.#members
    const byId = new Map(known.list.map((user) => [user.id, user]))
    for (const id of left) byId.delete(id)
    for (const user of joined) byId.set(user.id, user)
    const list = [...byId.values()].slice(0, max)
    const keptCount = settling ? known.count + list.length - known.list.length : 0
    const count = Math.max(push.count, keptCount)
    this.#set({ count, list })
    this.#isIncomplete = !settling && count <= max && list.length !== count
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
