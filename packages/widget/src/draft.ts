import type { VisitorStorage } from './visitor-storage.js'

/** What the visitor is writing in a room, the same in all their tabs. */
export class Draft {
  readonly #storage: VisitorStorage
  readonly #key: string
  readonly #stop: () => void

  /** `place` names server and room. */
  constructor(storage: VisitorStorage, place: string, onChange: () => void) {
    this.#storage = storage
    this.#key = `chat:draft:${place}`
    this.#stop = storage.subscribe((key) => {
      if (key === this.#key) onChange()
    })
  }

  get text(): string {
    return this.#storage.peek(this.#key) ?? ''
  }

  set text(text: string) {
    if (text === '') this.#storage.remove(this.#key)
    else this.#storage.set(this.#key, text)
  }

  stop(): void {
    this.#stop()
  }
}
