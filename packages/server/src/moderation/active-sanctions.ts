import type { Sanction } from '@chat/protocol'
import { LRUCache } from 'lru-cache'
import { isOfNetwork } from './marks.js'
import type { Person } from './person.js'
import type { SanctionRecord } from './sanction-rows.js'

/**
 * A network finds those whose identity was made after the sanction, or this long before it at most, ms; whoever was there
 * earlier is a neighbour. Not zero: tokens count whole seconds, and a second window is quickly opened.
 */
const FRESH_MS = 10_000

/** Lifted ones that are remembered: more than can be lifted while something is read. */
const MAX_LIFTED = 1_000

/** The sanctions that hold now, in memory: asked at every request. */
export class ActiveSanctions {
  readonly #now: () => number
  readonly #byId = new Map<string, SanctionRecord>()
  /** Those that were lifted last: what was read before it does not bring them back. */
  readonly #lifted = new LRUCache<string, true>({ max: MAX_LIFTED })
  /** By the id of the user, and by each mark. */
  readonly #byKey = new Map<string, Set<SanctionRecord>>()

  constructor(now: () => number) {
    this.#now = now
  }

  get all(): SanctionRecord[] {
    this.#forgetPast()
    return [...this.#byId.values()]
  }

  get(id: string): SanctionRecord | undefined {
    return this.#byId.get(id)
  }

  /** The sanction that holds longest against this person in a room; without a room, of those that hold everywhere. */
  find(
    type: Sanction['type'],
    person: Person,
    room: string | undefined,
  ): SanctionRecord | undefined {
    if (this.#byId.size === 0) return undefined
    const now = this.#now()
    let longest: SanctionRecord | undefined
    for (const key of [person.user.id, ...person.marks]) {
      for (const sanction of this.#byKey.get(key) ?? []) {
        const isMeant =
          sanction.type === type &&
          sanction.until > now &&
          (sanction.room === undefined || sanction.room === room) &&
          concerns(sanction, person)
        if (isMeant && sanction.until > (longest?.until ?? 0)) longest = sanction
      }
    }
    return longest
  }

  /** Takes in a sanction as it is now: new, changed, or over. */
  take(sanction: SanctionRecord): void {
    this.#forget(sanction.id)
    if (sanction.liftedAt !== undefined) this.#lifted.set(sanction.id, true)
    if (this.#lifted.has(sanction.id) || sanction.until <= this.#now()) return
    this.#byId.set(sanction.id, sanction)
    for (const key of keysOf(sanction)) {
      this.#byKey.set(key, (this.#byKey.get(key) ?? new Set()).add(sanction))
    }
  }

  #forget(id: string): void {
    const sanction = this.#byId.get(id)
    if (!sanction) return
    this.#byId.delete(id)
    for (const key of keysOf(sanction)) {
      const others = this.#byKey.get(key)
      others?.delete(sanction)
      if (others?.size === 0) this.#byKey.delete(key)
    }
  }

  #forgetPast(): void {
    const now = this.#now()
    for (const { id, until } of this.#byId.values()) if (until <= now) this.#forget(id)
  }
}

/** Whether a sanction, over or not, finds this person. */
export function concerns({ user, marks, at }: SanctionRecord, person: Person): boolean {
  const isFresh = person.since > at - FRESH_MS
  return (
    person.user.id === user.id ||
    person.marks.some((mark) => marks.includes(mark) && (isFresh || !isOfNetwork(mark)))
  )
}

function keysOf({ user, marks }: SanctionRecord): string[] {
  return [user.id, ...marks]
}
