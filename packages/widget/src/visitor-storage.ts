import type { ChatStorage } from '@chat/sdk'

/**
 * `localStorage` that a good guest uses: nothing is written to the visitor's device before they act. Until then writes
 * stay in memory; where storage throws, as in private windows, for good.
 */
export class VisitorStorage implements ChatStorage {
  readonly #unwritten = new Map<string, string>()
  #hasActed = false

  get(key: string): string | null {
    const unwritten = this.#unwritten.get(key)
    if (unwritten !== undefined) return unwritten
    const stored = attempt(() => localStorage.getItem(key)) ?? null
    // What is on the device already came from an earlier act.
    if (stored !== null) this.#hasActed = true
    return stored
  }

  set(key: string, value: string): void {
    this.#unwritten.set(key, value)
    if (this.#hasActed) this.#write()
  }

  remove(key: string): void {
    this.#unwritten.delete(key)
    attempt(() => localStorage.removeItem(key))
  }

  /** The visitor sent something or chose a name: from now on they want to be remembered. */
  act(): void {
    this.#hasActed = true
    this.#write()
  }

  #write(): void {
    for (const [key, value] of this.#unwritten) {
      const isWritten = attempt(() => {
        localStorage.setItem(key, value)
        return true
      })
      if (isWritten) this.#unwritten.delete(key)
    }
  }
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
