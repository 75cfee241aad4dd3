import type { Message } from '@chat/sdk'

/** Messages drawn at first, and more at each step: what is seen, and as much again beyond it. */
const STEP = 20
/** Most that are drawn for somebody who reads further up: many times what a screen shows. */
const MOST = 200

/**
 * Which of the loaded messages are drawn. Pinned by seq, so that nothing near the reader goes away: rows above go where they
 * are at the end, rows far below where they are not.
 */
export class MessageWindow {
  #fromSeq = 0
  /** Those after it are not drawn. */
  #toSeq = Infinity

  /** The messages to draw. `isAtEnd`: where the reader is; `mayTrim`: whether rows far above may go. */
  select(messages: readonly Message[], isAtEnd: boolean, mayTrim = isAtEnd): readonly Message[] {
    let start = this.#startIn(messages)
    let end = isAtEnd ? messages.length : this.#endIn(messages)
    // Not at every message: rows go by the step.
    if (mayTrim && end - start > 2 * STEP) start = end - STEP
    if (!isAtEnd) end = Math.min(end, start + MOST)
    this.#fromSeq = messages[start]?.seq ?? 0
    this.#toSeq = end < messages.length ? (messages[end - 1]?.seq ?? Infinity) : Infinity
    return end - start < messages.length ? messages.slice(start, end) : messages
  }

  /** Draws more of those that are loaded, above; false where all are. */
  extend(messages: readonly Message[]): boolean {
    const start = this.#startIn(messages)
    this.reach(messages[Math.max(0, start - STEP)]?.seq ?? 0)
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
    this.#fromSeq = Math.min(this.#fromSeq, seq)
  }

  /** Draws the latest, where they are not drawn. */
  follow(messages: readonly Message[]): void {
    if (this.#toSeq === Infinity) return
    this.#toSeq = Infinity
    this.#fromSeq = messages.at(-STEP)?.seq ?? 0
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
