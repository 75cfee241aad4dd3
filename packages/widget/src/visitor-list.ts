import type { VisitorStorage } from './visitor-storage.js'

/** A short list that is kept for the visitor on this site, such as whom they ignore. */
export class VisitorList<T> {
  readonly #storage: VisitorStorage
  readonly #key: string

  constructor(storage: VisitorStorage, key: string) {
    this.#storage = storage
    this.#key = key
  }

  get all(): readonly T[] {
    try {
      // What can be read under a key of ours is what was put there.
      return JSON.parse(this.#storage.peek(this.#key) ?? '[]') as T[]
    } catch {
      return []
    }
  }

  /** An act of the visitor, so that it is remembered. */
  set all(all: readonly T[]) {
    this.#storage.act()
    this.#storage.set(this.#key, JSON.stringify(all))
  }
}
