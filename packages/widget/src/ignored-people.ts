import type { RoomSnapshot, User } from '@chat/sdk'
import { VisitorList } from './visitor-list.js'
import type { VisitorStorage } from './visitor-storage.js'

/** Those whose messages the visitor does not want to see, by the names that they had; the same in all tabs. */
export class IgnoredPeople {
  readonly #list: VisitorList<User>
  readonly #onChange: () => void
  readonly #stop: () => void
  #all: readonly User[]
  #seen: { whole: RoomSnapshot; rest: RoomSnapshot } | undefined

  constructor(storage: VisitorStorage, server: string, onChange: () => void) {
    const key = `chat:ignored:${server}`
    this.#list = new VisitorList(storage, key)
    this.#all = this.#list.all
    this.#onChange = onChange
    this.#stop = storage.subscribe((changed) => {
      if (changed === key) this.#read()
    })
  }

  get all(): readonly User[] {
    return this.#all
  }

  set all(users: readonly User[]) {
    this.#list.all = users
    this.#read()
  }

  has({ id }: User): boolean {
    return this.#all.some((user) => user.id === id)
  }

  /** The room without what they write: the same object until something of it is another. */
  leaveOut(whole: RoomSnapshot): RoomSnapshot {
    if (this.#all.length === 0) return whole
    if (this.#seen?.whole !== whole) {
      const messages = whole.messages.filter(({ user }) => !this.has(user))
      const typing = whole.typing.filter((user) => !this.has(user))
      this.#seen = { whole, rest: { ...whole, messages, typing } }
    }
    return this.#seen.rest
  }

  stop(): void {
    this.#stop()
  }

  #read(): void {
    this.#all = this.#list.all
    this.#seen = undefined
    this.#onChange()
  }
}
