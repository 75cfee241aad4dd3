import type { Message, RoomSnapshot } from '@chat/sdk'

/** Messages drawn at first: about what is seen. The next frame fills what is left. */
const FIRST = 12
/** Messages drawn then, and more at each step: what is seen, and as much again beyond it. */
const STEP = 20
/** Most that are drawn for somebody who reads further up: many times what a screen shows. */
const MOST = 200

/**
 * Which of the loaded messages are drawn. Pinned by seq, so that nothing near the reader goes away: rows above go where they
 * are at the end, rows far below where they are not.
 */
export class MessageWindow {
  #fromSeq = 0
  /** How many stay where rows above go: as many as fill the list. */
  #kept = STEP
  /** Those after it are not drawn. */
  #toSeq = Infinity
  #lastPending: string | undefined

  /** The messages to draw. `isAtEnd`: where the reader is; `mayTrim`: whether rows far above may go. */
  select(messages: readonly Message[], isAtEnd: boolean, mayTrim = isAtEnd): readonly Message[] {
    let start = this.#startIn(messages)
    let end = isAtEnd ? messages.length : this.#endIn(messages)
    // Where frames are not drawn, or more comes than they can take, which {@link trim} waits for.
    if (mayTrim && end - start > this.#kept + 2 * STEP) start = end - this.#kept
    if (isAtEnd) {
      const isFirst = mayTrim && this.#fromSeq === 0
      start = Math.max(0, Math.min(isFirst ? end : start, end - FIRST))
    } else end = Math.min(end, start + MOST)
    this.#fromSeq = messages[start]?.seq ?? 0
    this.#toSeq = end < messages.length ? (messages[end - 1]?.seq ?? Infinity) : Infinity
    return end - start < messages.length ? messages.slice(start, end) : messages
  }

  /** Whether rows above are to go: not at every message, but by the step. */
  isLong(shown: readonly Message[]): boolean {
    return shown.length > this.#kept + STEP
  }

  /** Of the messages that are drawn, those that stay. */
  trim(shown: readonly Message[]): readonly Message[] {
    const kept = shown.slice(-this.#kept)
    this.#fromSeq = kept[0]?.seq ?? 0
    return kept
  }

  /** Draws more of those that are loaded, above; false where all are. `isShort`: they do not fill the list. */
  extend(messages: readonly Message[], isShort?: boolean): boolean {
    const start = this.#startIn(messages)
    let step = STEP
    if (isShort) {
      const drawn = messages.length - start
      if (drawn < this.#kept) step = this.#kept - drawn
      else this.#kept = Math.min(this.#kept + STEP, MOST)
    }
    this.reach(messages[Math.max(0, start - step)]?.seq ?? 0)
    return start > 0
  }

  /** Draws more of those that are loaded, below. */
  extendDown(messages: readonly Message[]): void {
    const end = this.#endIn(messages) + STEP
    this.#toSeq = messages[end - 1]?.seq ?? Infinity
    const start = Math.max(this.#startIn(messages), Math.min(end, messages.length) - MOST)
    this.#fromSeq = messages[start]?.seq ?? 0
  }

  /** Draws from that seq on. */
  reach(seq: number): void {
    this.#fromSeq = Math.min(this.#fromSeq || seq, seq)
  }

  /** Draws the latest, where they are not drawn. */
  follow(messages: readonly Message[]): void {
    if (this.#toSeq === Infinity) return
    this.#toSeq = Infinity
    this.#fromSeq = messages.at(-STEP)?.seq ?? 0
  }

  /** Whoever writes is taken to the end. */
  followWriter({ messages, pending }: RoomSnapshot): void {
    const lastPending = pending.at(-1)?.id
    if (lastPending && lastPending !== this.#lastPending) this.follow(messages)
    this.#lastPending = lastPending
  }

  #startIn(messages: readonly Message[]): number {
    const start = messages.findLastIndex(({ seq }) => seq < this.#fromSeq) + 1
    // A log that started anew may have none so high.
    return start < messages.length ? start : 0
  }

  #endIn(messages: readonly Message[]): number {
    return messages.findLastIndex(({ seq }) => seq <= this.#toSeq) + 1
  }
}
