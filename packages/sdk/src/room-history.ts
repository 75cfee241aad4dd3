import type { AnswerOf, MessageChange, RoomEvent } from '@chat/protocol'

type Page = AnswerOf<'history'>

type Wiring = {
  /** Seq of the oldest message that is held: a page ends before it. */
  before: () => number | undefined
  ask: (limit: number | undefined) => Promise<Page>
  /** `changes`: what was applied to the room while the page was on its way. */
  onPage: (page: Page, changes: readonly MessageChange[]) => void
}

/** Gets older pages, one at a time. */
export class RoomHistory {
  readonly #wiring: Wiring
  #loading: Promise<void> | undefined
  #changes: MessageChange[] = []
  /** Tells a page of this log from one asked for before a reset. */
  #log = 0

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** Gets one page. A call while one is on its way shares it. */
  load(limit: number | undefined): Promise<void> {
    this.#loading ??= this.#load(limit).finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  /** Remembers what a page on its way may have missed. */
  observe(events: readonly RoomEvent[]): void {
    if (!this.#loading) return
    for (const event of events) {
      // What the page on its way has may be gone now.
      if (event.type === 'clear') this.reset()
      else if (event.type !== 'message' && event.type !== 'settings') this.#changes.push(event)
    }
  }

  /** The messages were replaced: a page on its way has no place any more. */
  reset(): void {
    this.#log += 1
  }

  async #load(limit: number | undefined): Promise<void> {
    const log = this.#log
    const before = this.#wiring.before()
    this.#changes = []
    const page = await this.#wiring.ask(limit)
    // Where the oldest were dropped meanwhile, it would stand in front of a hole.
    if (log === this.#log && before === this.#wiring.before())
      this.#wiring.onPage(page, this.#changes)
  }
}
