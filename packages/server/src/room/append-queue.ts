import { ChatError } from '@chat/protocol'
import type { Append, AppendResult } from '../store/append.js'

export type AppendQueueOptions = {
  /** Stores a batch in one transaction and answers in the same order. */
  commit: (batch: readonly Append[]) => Promise<AppendResult[]>
  /** Called with every committed batch before its appends settle. */
  onCommitted: (results: readonly AppendResult[], batch: readonly Append[]) => void
  /** Most appends in one transaction. */
  maxBatch?: number
  /** Most appends waiting; more are refused with `unavailable`. */
  maxWaiting?: number
}

type Waiting = {
  append: Append
  resolve: (result: AppendResult) => void
  reject: (error: unknown) => void
}

/**
 * Group commit: appends of one turn of the event loop, or that arrive while a commit is in flight, share the next
 * transaction. No timer: an idle server adds no latency, a busy one batches by itself.
 */
export class AppendQueue {
  readonly #commit: AppendQueueOptions['commit']
  readonly #onCommitted: AppendQueueOptions['onCommitted']
  readonly #maxBatch: number
  readonly #maxWaiting: number
  #waiting: Waiting[] = []
  #flushing: Promise<void> | undefined

  constructor(options: AppendQueueOptions) {
    this.#commit = options.commit
    this.#onCommitted = options.onCommitted
    this.#maxBatch = options.maxBatch ?? 1_000
    this.#maxWaiting = options.maxWaiting ?? 20_000
  }

  /** Resolves once the append is durable; rejects where the store failed and nothing was stored. */
  push(append: Append): Promise<AppendResult> {
    if (this.#waiting.length >= this.#maxWaiting) {
      return Promise.reject(
        new ChatError('unavailable', 'The server is overloaded; try again.', { retryAfter: 1_000 }),
      )
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, resolve, reject })
      this.#flushing ??= this.#flush()
    })
  }

  /** Resolves when nothing waits and no commit is in flight. */
  async drain(): Promise<void> {
    while (this.#flushing) await this.#flushing
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      // The rest of this turn of the event loop joins the batch, and the answers to the one before can leave.
      await new Promise(setImmediate)
      const batch = this.#waiting.splice(0, this.#maxBatch)
      await this.#commitBatch(batch)
    }
    this.#flushing = undefined
  }

  async #commitBatch(batch: readonly Waiting[]): Promise<void> {
    const appends = batch.map(({ append }) => append)
    let results: AppendResult[]
    try {
      results = await this.#commit(appends)
    } catch (error) {
      for (const { reject } of batch) reject(error)
      return
    }
    this.#onCommitted(results, appends)
    batch.forEach(({ resolve, reject }, index) => {
      const result = results[index]
      if (result) resolve(result)
      else reject(new Error('The store answered fewer appends than it was given.'))
    })
  }
}
