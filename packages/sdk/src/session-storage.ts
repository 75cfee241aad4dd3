import type { User } from '@chat/protocol'

type MaybePromise<T> = T | Promise<T>

/** Where a client keeps its session between page loads. It may be asynchronous, and may fail. */
export interface ChatStorage {
  get(key: string): MaybePromise<string | null>
  set(key: string, value: string): MaybePromise<void>
  remove(key: string): MaybePromise<void>
}

/** What is kept. `userId` tells whose token it is without opening it. */
export type StoredSession = { token: string; userId: User['id'] }

/** A place for one session that never throws: what cannot be read is not there, what cannot be written is not kept. */
export class SessionStorage {
  readonly #storage: ChatStorage | undefined
  readonly #key: string
  /** Writes wait for each other, so that the last one wins in a slow storage too. */
  #written: Promise<unknown> = Promise.resolve()
  /** Saved, and not kept: the storage is slow, failed or is full, and what it holds is older. */
  #unkept: StoredSession | undefined

  constructor(storage: ChatStorage | null | undefined, key: string) {
    this.#storage = storage === undefined ? findLocalStorage() : (storage ?? undefined)
    this.#key = key
  }

  async load(): Promise<StoredSession | undefined> {
    if (this.#unkept) return undefined
    try {
      const kept: unknown = JSON.parse((await this.#storage?.get(this.#key)) ?? '{}')
      const { token, userId } = Object(kept) as Record<string, unknown>
      return typeof token === 'string' && typeof userId === 'string' ? { token, userId } : undefined
    } catch {
      return undefined
    }
  }

  save(session: StoredSession): void {
    this.#unkept = session
    this.#written = this.#written
      .then(() => this.#storage?.set(this.#key, JSON.stringify(session)))
      .then(() => {
        if (this.#unkept === session) this.#unkept = undefined
      })
      .catch(() => undefined)
  }
}

// Reading `localStorage` throws where storage is blocked; newer Nodes have one that warns.
function findLocalStorage(): ChatStorage | undefined {
  if (typeof document === 'undefined') return undefined
  try {
    const { localStorage } = globalThis
    return {
      get: (key) => localStorage.getItem(key),
      set: (key, value) => localStorage.setItem(key, value),
      remove: (key) => localStorage.removeItem(key),
    }
  } catch {
    return undefined
  }
}
