import type { RoomEvent } from '@chat/protocol'

export type RoomFeedOptions = {
  /** Whether anybody on this process listens to the room. */
  isFollowed: (room: string) => boolean
  send: (room: string, events: RoomEvent[]) => void
  /** At most `limit` events after a seq, from the store. */
  readAfter: (room: string, after: number, limit: number) => Promise<RoomEvent[]>
  /** The room has come so far that nothing is replayed: whoever is in it should ask. */
  onFarBehind: (room: string, seq: number) => void
  onError: (error: unknown) => void
  /** How long a hole may wait for what is on its way, ms. */
  patienceMs?: number
  /** Most events that are read to fill a hole. */
  replayLimit?: number
}

type Feed = {
  /** Up to here everything has been sent. */
  seq: number
  /** What came too early. */
  held: RoomEvent[][]
  timer?: NodeJS.Timeout
  isReading?: boolean
}

/**
 * Brings what several processes append to this one's connections in order: what comes too early waits a moment, what came
 * already is dropped, and what does not come is read from the store, once for all connections.
 */
export class RoomFeed {
  readonly #options: RoomFeedOptions
  readonly #feeds = new Map<string, Feed>()

  constructor(options: RoomFeedOptions) {
    this.#options = options
  }

  /** Consecutive events of a room, from this process or another. */
  deliver(room: string, events: RoomEvent[]): void {
    const { isFollowed, send } = this.#options
    const [first] = events
    const last = events.at(-1)
    if (!first || !last || !isFollowed(room)) return
    const feed = this.#feeds.get(room)
    if (!feed) {
      this.#feeds.set(room, { seq: last.seq, held: [] })
      send(room, events)
    } else if (first.seq <= feed.seq) {
      this.deliver(
        room,
        events.filter(({ seq }) => seq > feed.seq),
      )
    } else if (first.seq > feed.seq + 1) {
      feed.held.push(events)
      this.#fillLater(room, feed)
    } else {
      feed.seq = last.seq
      send(room, events)
      this.#release(room, feed)
    }
  }

  /** Somebody here has read the room up to `seq`: from there on all of it is sent. */
  begin(room: string, seq: number): void {
    if (!this.#feeds.has(room) && this.#options.isFollowed(room))
      this.#feeds.set(room, { seq, held: [] })
  }

  /** The room is at `seq`: what of it was not sent is read. */
  async catchUp(room: string, seq: number): Promise<void> {
    const { isFollowed, onFarBehind } = this.#options
    const feed = this.#feeds.get(room)
    if (feed) {
      if (feed.seq < seq) await this.#fill(room, feed, seq)
    } else if (isFollowed(room) && seq > 0) {
      this.#feeds.set(room, { seq, held: [] })
      onFarBehind(room, seq)
    }
  }

  /** Nobody listens to the room any more. */
  forget(room: string): void {
    clearTimeout(this.#feeds.get(room)?.timer)
    this.#feeds.delete(room)
  }

  close(): void {
    for (const room of [...this.#feeds.keys()]) this.forget(room)
  }

  #release(room: string, feed: Feed): void {
    if (feed.held.length === 0) return
    const held = feed.held.sort(([a], [b]) => (a?.seq ?? 0) - (b?.seq ?? 0))
    feed.held = []
    for (const events of held) this.deliver(room, events)
    if (feed.held.length > 0) return
    clearTimeout(feed.timer)
    delete feed.timer
  }

  #fillLater(room: string, feed: Feed): void {
    const { patienceMs = 100, onError } = this.#options
    if (feed.timer || feed.isReading) return
    feed.timer = setTimeout(() => {
      delete feed.timer
      this.#fill(room, feed, headOf(feed)).catch(onError)
    }, patienceMs)
    feed.timer.unref()
  }

  async #fill(room: string, feed: Feed, seq: number): Promise<void> {
    const { readAfter, onFarBehind, replayLimit = 1_000, onError } = this.#options
    if (feed.isReading) return
    if (seq - feed.seq > replayLimit) {
      feed.seq = seq
      onFarBehind(room, seq)
      this.#release(room, feed)
      return
    }
    const before = feed.seq
    feed.isReading = true
    try {
      this.deliver(room, await readAfter(room, before, replayLimit))
    } catch (error) {
      onError(error)
    } finally {
      feed.isReading = false
    }
    if (feed.held.length === 0 || this.#feeds.get(room) !== feed) return
    if (feed.seq > before) this.#fillLater(room, feed)
    else this.#giveUp(room, feed)
  }

  /** What is held goes out with its hole: clients see it, and ask for what is missing. */
  #giveUp(room: string, feed: Feed): void {
    feed.seq = Math.min(...feed.held.map(([first]) => first?.seq ?? Infinity)) - 1
    this.#release(room, feed)
  }
}

function headOf({ seq, held }: Feed): number {
  return Math.max(seq, ...held.map((events) => events.at(-1)?.seq ?? 0))
}
