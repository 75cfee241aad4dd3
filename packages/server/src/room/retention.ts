import { setTimeout as passed } from 'node:timers/promises'
import type { KeepRule } from '../store/keep-rule.js'
import type { Keeping } from '../store/keeping.js'
import type { Lease } from '../store/lease.js'

/** Rooms looked at in one go, and how long others have their turn after it, ms. */
const ROOMS = 200
const PAUSE_MS = 20
/** Most messages that a single event takes: a few milliseconds of the storage's time. */
const STEP = 5_000
/** Clocks of processes differ by less than this, ms. */
const MAX_SKEW_MS = 60_000

export type RetentionOptions = {
  keeping: Keeping
  rule: KeepRule
  /** Of several processes, the one that has it does the work. */
  lease: Lease
  /** How often it is looked, ms. */
  everyMs: number
  /** Takes the messages of a room away, up to a seq. */
  clear: (room: string, upTo: number) => Promise<unknown>
  /** Deletes what else is old enough. */
  deletePast: () => Promise<unknown>
  onError: (error: unknown) => void
  now?: () => number
}

/** Takes away what has become too old or too much, room after room, in small steps. */
export class Retention {
  readonly #options: RetentionOptions
  readonly #now: () => number
  readonly #closing = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  /** Rooms that nothing was written to since were all found in order. */
  #since = 0

  constructor(options: RetentionOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  open(): void {
    this.#timer = setInterval(() => this.look(), this.#options.everyMs).unref()
  }

  /** Begins a round, unless one is under way. */
  look(): void {
    this.#running ??= this.#round()
      .catch((error: unknown) => {
        if (!this.#closing.signal.aborted) this.#options.onError(error)
      })
      .finally(() => (this.#running = undefined))
  }

  /** Resolves when it has ended; another process may go on at once. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#closing.abort()
    await this.#running
    if (this.#since > 0) await this.#options.lease.release().catch(() => {})
  }

  async #round(): Promise<void> {
    const { keeping, rule, lease, clear, deletePast } = this.#options
    const { signal } = this.#closing
    const startedAt = this.#now()
    const request = { rule, rooms: ROOMS, step: STEP, since: this.#since }
    let after = ''
    while (!signal.aborted) {
      if (!(await lease.hold())) {
        // What the other process finds in order, this one does not know.
        this.#since = 0
        return
      }
      const { due, next } = await keeping.due({ ...request, after, now: this.#now() })
      for (const { room, upTo } of due) if (!signal.aborted) await clear(room, upTo)
      await passed(PAUSE_MS, undefined, { signal, ref: false })
      if (due.some(({ isMore }) => isMore)) continue
      if (next === undefined) break
      after = next
    }
    await deletePast()
    this.#since = Math.max(1, startedAt - MAX_SKEW_MS)
  }
}
