/** What came that the visitor has not looked at. Immutable. */
export type UnreadNews = {
  count: number
  /** Seq of the first of them. Stays when they were looked at, so that the reader finds where they begin. */
  from: number | undefined
}

/** Counts what comes while the visitor does not look. */
export class Unread {
  readonly #onChange: () => void
  readonly #onCount: (count: number) => void
  #news: UnreadNews = { count: 0, from: undefined }

  /** `onCount` is told of every other count. */
  constructor(onChange: () => void, onCount: (count: number) => void) {
    this.#onChange = onChange
    this.#onCount = onCount
  }

  /** The same object until something changes. */
  get news(): UnreadNews {
    return this.#news
  }

  /** The message of that seq came unseen. */
  note(seq: number): void {
    const { count, from } = this.#news
    this.#set({ count: count + 1, from: count === 0 ? seq : from })
  }

  /** Those of these seqs, ascending, came since the visitor was last here; none where they have seen all. */
  recall(seqs: readonly number[]): void {
    if (seqs.length > 0 || this.#news.count > 0) this.#set({ count: seqs.length, from: seqs[0] })
  }

  /** The visitor looks at all there is. */
  see(): void {
    if (this.#news.count > 0) this.#set({ ...this.#news, count: 0 })
  }

  /** The visitor goes on: where the new ones began is of no interest any more. */
  forget(): void {
    if (this.#news.from !== undefined) this.#set({ count: 0, from: undefined })
  }

  #set(news: UnreadNews): void {
    const { count } = this.#news
    this.#news = news
    this.#onChange()
    if (news.count !== count) this.#onCount(news.count)
  }
}
