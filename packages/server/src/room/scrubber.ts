import type { RoomEvent } from '@chat/protocol'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Messages erased at a time: a millisecond or two, so that nobody notices. */
const PORTION = 500

export type ScrubberOptions = {
  /** As `Store.scrub`. */
  scrub: (limit: number) => Promise<boolean>
  onError: (error: unknown) => void
}

/** Erases what was cleared, in small portions between everything else. */
export class Scrubber {
  readonly #options: ScrubberOptions
  #running: Promise<void> | undefined
  #isWanted = false
  #isClosed = false

  constructor(options: ScrubberOptions) {
    this.#options = options
  }

  /** There may be something to erase. What an earlier process left is found too. */
  start(): void {
    this.#isWanted = true
    this.#running ??= this.#run()
      .catch(this.#options.onError)
      .finally(() => (this.#running = undefined))
  }

  /** These events are new in the rooms' logs. */
  note(committed: ReadonlyMap<string, readonly RoomEvent[]>): void {
    for (const events of committed.values()) {
      if (events.some(({ type }) => type === 'clear')) this.start()
    }
  }

  /** Resolves when it has ended, whatever is left. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#running
  }

  async #run(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false
      while (!this.#isClosed && (await this.#options.scrub(PORTION))) await nextTurn()
    }
  }
}
