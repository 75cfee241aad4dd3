import type { VisitorStorage } from './visitor-storage.js'

/** What is being written, the id of what it answers, and the seq up to which the room has been read. */
type Kept = 'draft' | 'answer' | 'seen'

/** What is kept of a room between visits, the same in all tabs of the visitor. */
export class RoomMemory {
  readonly #storage: VisitorStorage
  /** Names server and room. */
  readonly #place: string
  readonly #stop: () => void

  /** `onChange` is told when another tab has kept something else. */
  constructor(storage: VisitorStorage, place: string, onChange: () => void) {
    this.#storage = storage
    this.#place = place
    this.#stop = storage.subscribe((key) => {
      if (key.endsWith(`:${place}`)) onChange()
    })
  }

  /** Empty where nothing is kept. */
  recall(what: Kept): string {
    return this.#storage.peek(this.#keyOf(what)) ?? ''
  }

  keep(what: Kept, value: string): void {
    if (value === '') this.#storage.remove(this.#keyOf(what))
    else this.#storage.set(this.#keyOf(what), value)
  }

  stop(): void {
    this.#stop()
  }

  #keyOf(what: Kept): string {
    return `chat:${what}:${this.#place}`
  }
}
