import type { RoomController } from './room-controller.js'
import { Sight } from './sight.js'
import { Unread, type UnreadNews } from './unread.js'

/** Up to this many unread messages are drawn, so that one reads on from the first. */
const KEPT_UNREAD = 100

export type ReadingOptions = {
  /** What is to be seen for what is in it to be. */
  element: Element
  controller: RoomController
  onChange: () => void
  /** How much came that the visitor has not looked at is another number. */
  onUnread: (count: number) => void
  /** Seq of the first that they have missed, which is to be drawn. */
  onMissed: (seq: number) => void
}

/** How far the visitor has read a room, in this visit and in those before, and what is new to them. */
export class Reading {
  /** Whether they are at the end of it. */
  isAtEnd = true
  readonly #options: ReadingOptions
  readonly #unread: Unread
  readonly #sight: Sight

  constructor(options: ReadingOptions) {
    this.#options = options
    this.#unread = new Unread(options.onChange, options.onUnread)
    this.#sight = new Sight(options.element, () => this.look())
  }

  get news(): UnreadNews {
    return this.#unread.news
  }

  /** Whether rows far above may go. */
  get mayTrim(): boolean {
    const { count } = this.news
    return this.isAtEnd && (count === 0 || count > KEPT_UNREAD)
  }

  /** Somebody else's message of that seq came in. */
  note(seq: number): void {
    if (!this.#isSeen) this.#unread.note(seq)
  }

  /** What others have written since the visitor was last here is unread, as far as it is loaded. */
  recall(): void {
    const { missedSeqs } = this.#options.controller
    this.#unread.recall(missedSeqs)
    if (missedSeqs[0] === undefined) return
    this.#options.onMissed(missedSeqs[0])
    // Once they are drawn: the visitor may see all of them.
    requestAnimationFrame(() => this.look())
  }

  /** They may have read on in another tab. */
  follow(): void {
    const { count, from = 0 } = this.news
    if (count > 0 && from <= this.#options.controller.seenSeq) this.recall()
  }

  /** What is to be seen may be something else. */
  look(): void {
    if (this.#isSeen) this.#unread.see()
    this.keepPlace()
  }

  /** They write, and so have read what there is. */
  forget(): void {
    this.#unread.forget()
  }

  /** Keeps how far they have read, for when they come back. */
  keepPlace(): void {
    const { count, from = 0 } = this.news
    const { controller } = this.#options
    controller.seenSeq = count > 0 ? from - 1 : controller.snapshot.seq
  }

  stop(): void {
    this.keepPlace()
    this.#sight.stop()
  }

  get #isSeen(): boolean {
    return this.isAtEnd && this.#sight.isSeen
  }
}
