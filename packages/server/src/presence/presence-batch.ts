import type { Push, User } from '@chat/protocol'
import type { Presence, PresenceChange } from './presence.js'

export type PresenceBatchOptions = {
  presence: Presence
  /** Changes of one room within this time go out together, ms. */
  intervalMs?: number
  /** After an event a push goes out within this time even if nobody came or went, ms. */
  headIntervalMs?: number
  /** In rooms of more members only the count is sent. */
  detailLimit: number
  /** The room's latest seq. */
  readSeq: (room: string) => Promise<number>
  send: (push: Push<'presence'>) => void
  onError: (error: unknown) => void
}

type Pending = { joined: Map<string, User>; left: Set<string> }

/**
 * Coalesces the changes of presence into one push a room and interval. Each push carries the room's latest seq, so that
 * a client whose live packets vanish silently notices the gap.
 */
export class PresenceBatch {
  readonly #options: PresenceBatchOptions
  readonly #pending = new Map<string, Pending>()
  /** Rooms with events since their last push, and the latest seq. */
  readonly #heads = new Map<string, number>()
  readonly #stopListening: () => void
  readonly #headTimer: NodeJS.Timeout
  #flushTimer: NodeJS.Timeout | undefined

  constructor(options: PresenceBatchOptions) {
    this.#options = options
    this.#stopListening = options.presence.onChange((change) => this.#note(change))
    this.#headTimer = setInterval(() => this.#flushHeads(), options.headIntervalMs ?? 15_000)
    this.#headTimer.unref()
  }

  /** The room has events up to `seq`. */
  noteEvents(room: string, seq: number): void {
    this.#heads.set(room, seq)
  }

  close(): void {
    this.#stopListening()
    clearInterval(this.#headTimer)
    clearTimeout(this.#flushTimer)
  }

  #note({ room, joined, left }: PresenceChange): void {
    const pending = this.#pending.get(room) ?? { joined: new Map(), left: new Set() }
    for (const user of joined) {
      // Somebody who left and came back within the interval is told of again: their name may be another.
      pending.left.delete(user.id)
      pending.joined.set(user.id, user)
    }
    for (const id of left) {
      pending.joined.delete(id)
      pending.left.add(id)
    }
    this.#pending.set(room, pending)
    this.#flushTimer ??= setTimeout(() => this.#flushChanges(), this.#options.intervalMs ?? 250)
    this.#flushTimer.unref()
  }

  #flushChanges(): void {
    this.#flushTimer = undefined
    const pending = [...this.#pending]
    this.#pending.clear()
    for (const [room, changes] of pending) this.#sendSafely(room, changes)
  }

  #flushHeads(): void {
    const rooms = [...this.#heads.keys()]
    for (const room of rooms) this.#sendSafely(room, { joined: new Map(), left: new Set() })
  }

  #sendSafely(room: string, changes: Pending): void {
    this.#send(room, changes).catch(this.#options.onError)
  }

  async #send(room: string, { joined, left }: Pending): Promise<void> {
    const { presence, detailLimit, readSeq, send } = this.#options
    const { count } = await presence.members(room)
    if (count === 0) {
      this.#heads.delete(room)
      return
    }
    const seq = this.#heads.get(room) ?? (await readSeq(room))
    // An event that came while this was read keeps the room's next push due.
    if (this.#heads.get(room) === seq) this.#heads.delete(room)
    const hasDetail = count <= detailLimit
    send({
      room,
      count,
      seq,
      joined: hasDetail ? [...joined.values()] : [],
      left: hasDetail ? [...left] : [],
    })
  }
}
