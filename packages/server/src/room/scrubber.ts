import type { RoomEvent } from '@chat/protocol'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Messages erased at a time: a millisecond or two, so that nobody notices. */
const PORTION = 500

export type ScrubberOptions = {
  /** As `Store.scrub`. */
  scrub: (limit: number) => Promise<boolean>
  /** How long what was overwritten may stay in the storage's journal, ms. */
  lingerMs: number
  onError: (error: unknown) => void
}

/** Erases what was cleared, in small portions between everything else, and soon what was deleted from the journal too. */
export class Scrubber {
  readonly #options: ScrubberOptions
  #running: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #isWanted = false
  #isClosed = false

  constructor(options: ScrubberOptions) {
    this.#options = options
  }

  /** There may be something to erase. What an earlier process left is found too. */
  start(): void {
    this.#isWanted = true
    this.#running ??= this.#run()
      .catch((error: unknown) => {
        this.#options.onError(error)
        this.startLater()
      })
      .finally(() => {
        this.#running = undefined
        // Asked for after the last look.
        if (this.#isWanted) this.start()
      })
  }

  /** Something was overwritten; it is to leave the journal, which costs too much to do it for each. */
  startLater(): void {
    if (this.#isClosed) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.start()
    }, this.#options.lingerMs).unref()
  }

  /** These events are new in the rooms' logs. */
  note(committed: ReadonlyMap<string, readonly RoomEvent[]>): void {
    for (const events of committed.values()) {
      if (events.some(({ type }) => type === 'clear')) this.start()
      if (events.some(({ type }) => type === 'delete' || type === 'hide')) this.startLater()
    }
  }

  /** Resolves when it has ended, whatever is left. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false
      while (!this.#isClosed && (await this.#options.scrub(PORTION))) await nextTurn()
    }
  }
}
