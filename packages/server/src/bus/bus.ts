import { randomUUID } from 'node:crypto'
import type { BusNote } from './bus-note.js'
import type { RedisLink } from './redis-link.js'
import { within } from './within.js'

/** The stream that all processes read. The braces keep all keys in one slot. */
export const BUS_KEY = '{chat}:bus'
/** How long a note stays for those who were cut off, ms. What is missed beyond is repaired by seq. */
export const BUS_KEPT_MS = 30_000

const PUBLISH_TIMEOUT_MS = 1_000
/** How long one read waits for something new, ms; less than the time after which silence counts as a dead connection. */
const READ_WAIT_MS = 2_000
const READ_COUNT = 500
const RETRY_MS = 200

/** What is read of a stream. */
type Stream = { messages: { id: string; message: Record<string, string> }[] | null }
type Listener = (note: BusNote) => void

/**
 * Carries notes between processes through one Redis stream, in one order for all. A note may come late or, where Redis
 * was away for long, never; whoever listens must not depend on any single one.
 */
export class Bus {
  readonly #link: RedisLink
  readonly #onError: (error: unknown) => void
  readonly #id = randomUUID()
  readonly #listeners = new Set<Listener>()
  readonly #returnListeners = new Set<() => void>()
  /** Redis's own clock, ms, as its latest answer told. */
  #time = 0
  #isReading = false
  #isClosed = false

  constructor({ link, onError }: { link: RedisLink; onError: (error: unknown) => void }) {
    this.#link = link
    this.#onError = onError
  }

  /** Whether what others say arrives. */
  get isUp(): boolean {
    return this.#isReading && this.#link.isReady
  }

  /** Begins to read. */
  open(): void {
    void this.#readOn()
  }

  /** Tells all other processes. Rejects where Redis does not take it; it is not kept then. */
  async publish(note: BusNote): Promise<void> {
    const entry = { from: this.#id, note: JSON.stringify(note) }
    const threshold = Math.max(0, this.#time - BUS_KEPT_MS)
    const trim = { TRIM: { strategy: 'MINID', strategyModifier: '~', threshold } } as const
    const added = this.#link.commands.xAdd(BUS_KEY, '*', entry, trim)
    const id = await within(PUBLISH_TIMEOUT_MS, added)
    this.#time = Number(id?.split('-')[0] ?? 0)
  }

  /** Notes of other processes, and those that have no sender. */
  onNote(listener: Listener): void {
    this.#listeners.add(listener)
  }

  /** The bus was lost and is back: notes may be missing. */
  onReturn(listener: () => void): void {
    this.#returnListeners.add(listener)
  }

  /** Rejects where the bus does not carry. */
  async ping(): Promise<void> {
    await this.#link.ping()
    if (!this.#isReading) throw new Error('The bus cannot be read.')
  }

  close(): void {
    this.#isClosed = true
    this.#listeners.clear()
    this.#returnListeners.clear()
  }

  async #readOn(): Promise<void> {
    let last: string | undefined
    let wasLost = false
    while (!this.#isClosed) {
      try {
        last ??= await this.#latestId()
        last = await this.#readAfter(last)
        if (this.#isClosed) return
        if (!this.#link.isReady) throw new Error('Redis takes no commands.')
        this.#isReading = true
        if (wasLost) for (const listener of this.#returnListeners) listener()
        wasLost = false
      } catch {
        // Who lost Redis is told by the link.
        this.#isReading = false
        wasLost = true
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref())
      }
    }
  }

  async #latestId(): Promise<string> {
    const entries = await this.#link.reader.xRevRange(BUS_KEY, '+', '-', { COUNT: 1 })
    return entries?.[0]?.id ?? '0-0'
  }

  /** The place after what was read. Waits for something only where it is known that Redis answers. */
  async #readAfter(id: string): Promise<string> {
    const wait = this.#isReading ? { BLOCK: READ_WAIT_MS } : {}
    const streams = await this.#link.reader.xRead(
      { key: BUS_KEY, id },
      { COUNT: READ_COUNT, ...wait },
    )
    const entries = ((streams ?? []) as Stream[]).flatMap(({ messages }) => messages ?? [])
    for (const { message } of entries) {
      if (message['from'] !== this.#id) this.#tell(message['note'] ?? '')
    }
    return entries.at(-1)?.id ?? id
  }

  #tell(text: string): void {
    try {
      const note = JSON.parse(text) as BusNote
      for (const listener of this.#listeners) listener(note)
    } catch (error) {
      this.#onError(error)
    }
  }
}
