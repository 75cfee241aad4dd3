import { ChatError } from '@chat/protocol'
import type { Append, AppendResult } from '../store/append.js'

export type AppendQueueOptions = {
  /** Stores a batch in one transaction and answers in the same order. */
  commit: (batch: readonly Append[]) => Promise<AppendResult[]>
  /** Called with what was committed before its appends settle. */
  onCommitted: (results: readonly AppendResult[], batch: readonly Append[]) => void
  /** Most appends in one transaction. */
  maxBatch?: number
  /** Most appends waiting; more are refused with `unavailable`. */
  maxWaiting?: number
  /** ms */
  now?: () => number
}

type Waiting = {
  append: Append
  resolve: (result: AppendResult) => void
  reject: (error: unknown) => void
}

type Committed = Waiting & { result: AppendResult }

/** Most that is waited for more to be sent together, ms. */
const MAX_GATHERING_MS = 10

/**
 * Group commit: appends of one turn of the event loop, or that arrive while a commit is in flight, share the next
 * transaction. As long as each turn brings more, the batch waits for it; and what came while it was committed is
 * committed before it is told of, to be sent with it: both for no longer than sending what was before took. No timer: an
 * idle server adds no latency, and what is dear to send, as in a large room, is sent less often.
 */
export class AppendQueue {
  readonly #commit: AppendQueueOptions['commit']
  readonly #onCommitted: AppendQueueOptions['onCommitted']
  readonly #maxBatch: number
  readonly #maxWaiting: number
  readonly #now: () => number
  #waiting: Waiting[] = []
  /** How long it took until what the latest batch brought had left. */
  #sendingMs = 0
  #flushing: Promise<void> | undefined

  constructor(options: AppendQueueOptions) {
    this.#commit = options.commit
    this.#onCommitted = options.onCommitted
    this.#maxBatch = options.maxBatch ?? 1_000
    this.#maxWaiting = options.maxWaiting ?? 20_000
    this.#now = options.now ?? (() => performance.now())
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
      const until = this.#now() + Math.min(this.#sendingMs, MAX_GATHERING_MS)
      const committed: Committed[] = []
      do {
        await this.#gather(until)
        committed.push(...(await this.#commitNext()))
      } while (this.#waiting.length > 0 && this.#now() < until)
      if (committed.length > 0) this.#tell(committed)
    }
    this.#flushing = undefined
  }

  async #gather(until: number): Promise<void> {
    let known: number
    do {
      known = this.#waiting.length
      // The rest of this turn of the event loop joins the batch, and the answers to the one before can leave.
      await new Promise(setImmediate)
    } while (this.#waiting.length > known && this.#now() < until)
  }

  /** Those of a failed commit learn of it here. */
  async #commitNext(): Promise<Committed[]> {
    const batch = this.#waiting.splice(0, this.#maxBatch)
    try {
      const results = await this.#commit(batch.map(({ append }) => append))
      return batch.flatMap((waiting, index) => {
        const result = results[index]
        if (result) return { ...waiting, result }
        waiting.reject(new Error('The store answered fewer appends than it was given.'))
        return []
      })
    } catch (error) {
      for (const { reject } of batch) reject(error)
      return []
    }
  }

  #tell(committed: readonly Committed[]): void {
    const committedAt = this.#now()
    this.#onCommitted(
      committed.map(({ result }) => result),
      committed.map(({ append }) => append),
    )
    for (const { resolve, result } of committed) resolve(result)
    setImmediate(() => (this.#sendingMs = this.#now() - committedAt))
  }
}
