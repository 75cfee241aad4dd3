import type { RoomEvent } from '@chat/protocol'

/** How often rooms are compared with the store, ms. */
const CHECK_MS = 10_000
/** Most events of a room that are sent at a time; the rest comes with the next comparison. */
const MOST = 1_000

export type RoomWatchOptions = {
  /** The latest seq of each of these rooms. */
  readSeqs: (rooms: readonly string[]) => Promise<ReadonlyMap<string, number>>
  readAfter: (room: string, after: number, limit: number) => Promise<RoomEvent[]>
  /** Sends to the connections of this process. */
  send: (room: string, events: RoomEvent[]) => void
  onError: (error: unknown) => void
}

/**
 * Where no bus tells of it: finds what was written to the rooms that somebody is in beside this process, as the
 * subcommands do.
 */
export class RoomWatch {
  readonly #options: RoomWatchOptions
  /** Of the rooms that somebody is in, up to where everything has been sent. */
  readonly #seqs = new Map<string, number>()
  readonly #timer: NodeJS.Timeout
  #checking: Promise<void> | undefined

  constructor(options: RoomWatchOptions) {
    this.#options = options
    this.#timer = setInterval(() => {
      this.#checking ??= this.#check()
        .catch(options.onError)
        .finally(() => (this.#checking = undefined))
    }, CHECK_MS)
    this.#timer.unref()
  }

  /** Somebody has read the room up to `seq`. */
  begin(room: string, seq: number): void {
    if (!this.#seqs.has(room)) this.#seqs.set(room, seq)
  }

  /** What this process sends itself. */
  note(room: string, events: readonly RoomEvent[]): void {
    const known = this.#seqs.get(room)
    if (known !== undefined) this.#seqs.set(room, Math.max(known, events.at(-1)?.seq ?? 0))
  }

  /** Nobody is in the room any more. */
  forget(room: string): void {
    this.#seqs.delete(room)
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#checking
  }

  async #check(): Promise<void> {
    const { readSeqs, readAfter, send } = this.#options
    for (const [room, seq] of await readSeqs([...this.#seqs.keys()])) {
      const known = this.#seqs.get(room) ?? seq
      if (known < seq) send(room, await readAfter(room, known, MOST))
    }
  }
}
