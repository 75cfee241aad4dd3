import type { Message } from '@chat/sdk'

/** Messages drawn at first, and more at each step upwards: what is seen, and as much again above it. */
const STEP = 20

/**
 * Which of the loaded messages are drawn: from one on to the latest. Pinned by seq, so that nothing above the reader goes
 * away while new ones come; trimmed only where the reader is at the end.
 */
export class MessageWindow {
  #fromSeq = 0

  /** The messages to draw. */
  select(messages: readonly Message[], isAtEnd: boolean): readonly Message[] {
    const start = this.#startIn(messages)
    // Not at every message: rows go by the step.
    if (isAtEnd && messages.length - start > 2 * STEP) {
      this.#fromSeq = messages.at(-STEP)?.seq ?? 0
      return messages.slice(-STEP)
    }
    return start === 0 ? messages : messages.slice(start)
  }

  /** Draws more of those that are loaded; false where all are. */
  extend(messages: readonly Message[]): boolean {
    const start = this.#startIn(messages)
    if (start === 0) return false
    this.#fromSeq = messages[Math.max(0, start - STEP)]?.seq ?? 0
    return true
  }

  /** Draws from that seq on. */
  reach(seq: number): void {
    this.#fromSeq = Math.min(this.#fromSeq, seq)
  }

  /** Older ones are about to be loaded: draw them too. */
  open(): void {
    this.#fromSeq = 0
  }

  #startIn(messages: readonly Message[]): number {
    if (this.#fromSeq === 0) return 0
    const start = messages.findLastIndex(({ seq }) => seq < this.#fromSeq) + 1
    // A log that started anew may have none so high.
    return start < messages.length ? start : 0
  }
}
