import type { ChatStorage } from '@chat/sdk'

type Entry = [key: string, value: string | null]
/** What tabs say to each other. */
type Word = { asks?: true; entries?: Entry[] }

/** How long other tabs have to say what they know, ms. */
const ANSWER_MS = 100

/**
 * One storage for all tabs in which a visitor has this site open. A good guest: nothing is written to the device before
 * the visitor acts. Until then, and for good where storage throws as in private windows, it is in memory alone, and tabs
 * tell each other.
 */
export class VisitorStorage implements ChatStorage {
  readonly #unwritten = new Map<string, string>()
  readonly #listeners = new Set<(key: string) => void>()
  readonly #tabs: BroadcastChannel | undefined
  /** Other tabs have had the time to answer. */
  readonly #isTold: Promise<void>
  #hasActed = false

  /** Tabs that name the same `server` share. */
  constructor(server: string) {
    this.#tabs = attempt(() => new BroadcastChannel(`chat-room ${server}`))
    this.#isTold = new Promise((resolve) => {
      if (!this.#tabs) return resolve()
      setTimeout(resolve, ANSWER_MS)
      this.#tabs.onmessage = ({ data }: MessageEvent<Word>) => {
        if (data.asks && this.#unwritten.size > 0) this.#say({ entries: [...this.#unwritten] })
        for (const [key, value] of data.entries ?? []) this.#keep(key, value)
        for (const [key] of data.entries ?? []) this.#listeners.forEach((listen) => listen(key))
        if (data.entries) resolve()
      }
      this.#say({ asks: true })
    })
  }

  get(key: string): string | null | Promise<string | null> {
    return this.peek(key) ?? this.#isTold.then(() => this.peek(key))
  }

  /** What this tab knows, without waiting for others. */
  peek(key: string): string | null {
    const unwritten = this.#unwritten.get(key)
    if (unwritten !== undefined) return unwritten
    const stored = attempt(() => localStorage.getItem(key)) ?? null
    // What is on the device already came from an earlier act.
    if (stored !== null) this.#hasActed = true
    return stored
  }

  set(key: string, value: string): void {
    this.#keep(key, value)
    this.#say({ entries: [[key, value]] })
  }

  remove(key: string): void {
    this.#keep(key, null)
    this.#say({ entries: [[key, null]] })
  }

  /** Keys that begin so. */
  keys(prefix: string): string[] {
    const written = attempt(() => Object.keys(localStorage)) ?? []
    const all = new Set([...written, ...this.#unwritten.keys()])
    return [...all].filter((key) => key.startsWith(prefix))
  }

  /** Calls `listener` when another tab has set or removed something. Returns a function that ends that. */
  subscribe(listener: (key: string) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** The visitor sent something or chose a name: from now on they want to be remembered. */
  act(): void {
    this.#hasActed = true
    for (const [key, value] of [...this.#unwritten]) this.#keep(key, value)
  }

  #keep(key: string, value: string | null): void {
    this.#unwritten.delete(key)
    if (value === null) attempt(() => localStorage.removeItem(key))
    else if (!this.#hasActed || !write(key, value)) this.#unwritten.set(key, value)
  }

  #say(word: Word): void {
    attempt(() => this.#tabs?.postMessage(word))
  }
}

function write(key: string, value: string): boolean {
  return (
    attempt(() => {
      localStorage.setItem(key, value)
      return true
    }) ?? false
  )
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
