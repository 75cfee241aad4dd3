import type { RoomEvent } from '@chat/protocol'
import type { PresenceChange } from '../presence/presence.js'

const MINUTE_MS = 60_000
/** A day, in memory: some 50 kB. */
const KEPT = 1_440

/** One minute. `members` is the most there were in it, each counted once a room. */
export type TrafficMinute = { at: string; messages: number; joins: number; members: number }

type Bucket = Omit<TrafficMinute, 'at'> & { minute: number; membersAtEnd: number }

/** How much has gone on lately, minute by minute, since this process started. */
export class Traffic {
  readonly #now: () => number
  /** Of the last minutes in which something happened, in order. */
  readonly #buckets: Bucket[] = []
  /** Rooms with members. */
  readonly #counts = new Map<string, number>()
  #members = 0

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Events that this process has stored. */
  committed(events: ReadonlyMap<string, readonly RoomEvent[]>): void {
    for (const of of events.values()) {
      this.#bucket().messages += of.filter(({ type }) => type === 'message').length
    }
  }

  /** Who has come and gone, on any process. */
  changed({ room, joined, count, isSettled }: PresenceChange): void {
    const bucket = this.#bucket()
    this.#members += count - (this.#counts.get(room) ?? 0)
    if (count === 0) this.#counts.delete(room)
    else this.#counts.set(room, count)
    if (!isSettled) bucket.joins += joined.length
    bucket.members = Math.max(bucket.members, this.#members)
    bucket.membersAtEnd = this.#members
  }

  get now(): { rooms: number; members: number } {
    return { rooms: this.#counts.size, members: this.#members }
  }

  /** The last `minutes` until now, one entry each, in order. */
  last(minutes: number): TrafficMinute[] {
    const end = Math.floor(this.#now() / MINUTE_MS)
    const start = end - Math.min(minutes, KEPT) + 1
    const known = new Map(this.#buckets.map((bucket) => [bucket.minute, bucket]))
    let members = this.#buckets.findLast(({ minute }) => minute < start)?.membersAtEnd ?? 0
    const series: TrafficMinute[] = []
    for (let minute = start; minute <= end; minute += 1) {
      const bucket = known.get(minute)
      const { messages = 0, joins = 0, members: most = members } = bucket ?? {}
      series.push({
        at: new Date(minute * MINUTE_MS).toISOString(),
        messages,
        joins,
        members: most,
      })
      members = bucket?.membersAtEnd ?? members
    }
    return series
  }

  #bucket(): Bucket {
    const minute = Math.floor(this.#now() / MINUTE_MS)
    const latest = this.#buckets.at(-1)
    if (latest && latest.minute >= minute) return latest
    const members = this.#members
    const bucket = { minute, messages: 0, joins: 0, members, membersAtEnd: members }
    this.#buckets.push(bucket)
    if (this.#buckets.length > KEPT) this.#buckets.shift()
    return bucket
  }
}
