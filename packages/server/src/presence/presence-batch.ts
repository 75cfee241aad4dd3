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
  /** Whether there is anybody on this process to tell of a room. Default: there is. */
  isFollowed?: (room: string) => boolean
  /** The room's latest seq. */
  readSeq: (room: string) => Promise<number>
  send: (push: Push<'presence'>) => void
  onError: (error: unknown) => void
}

/** What became of somebody within an interval. */
type Change = {
  /** Whether they were a member when it began. */
  wasMember: boolean
  /** As they are now; undefined where they are gone. */
  user: User | undefined
}

/**
 * Coalesces the changes of presence into one push a room and interval. Each push carries the room's latest seq, so that
 * a client whose live packets vanish silently notices the gap.
 */
export class PresenceBatch {
  readonly #options: PresenceBatchOptions
  /** By room and user id; and how many members there were after the latest. */
  readonly #pending = new Map<string, { changes: Map<string, Change>; count: number }>()
  /** Pending rooms that are told even if nobody came or went: who is there has settled. */
  readonly #settled = new Set<string>()
  /** Rooms with events since their last push, and the latest seq; undefined where that must be read. */
  readonly #heads = new Map<string, number | undefined>()
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

  /** The room may have events that nobody was told of. */
  noteUncertainty(room: string): void {
    this.#heads.set(room, undefined)
  }

  close(): void {
    this.#stopListening()
    clearInterval(this.#headTimer)
    clearTimeout(this.#flushTimer)
  }

  #note({ room, joined, renamed, left, count }: PresenceChange): void {
    if (this.#options.isFollowed?.(room) === false) return
    const changes = this.#pending.get(room)?.changes ?? new Map<string, Change>()
    const note = (id: string, change: Change) => {
      changes.set(id, { ...change, wasMember: changes.get(id)?.wasMember ?? change.wasMember })
    }
    for (const user of joined) note(user.id, { wasMember: false, user })
    for (const user of renamed) note(user.id, { wasMember: true, user })
    for (const id of left) note(id, { wasMember: true, user: undefined })
    if (joined.length + renamed.length + left.length === 0) this.#settled.add(room)
    this.#pending.set(room, { changes, count })
    this.#flushTimer ??= setTimeout(() => this.#flushChanges(), this.#options.intervalMs ?? 250)
    this.#flushTimer.unref()
  }

  #flushChanges(): void {
    this.#flushTimer = undefined
    const pending = [...this.#pending]
    this.#pending.clear()
    for (const [room, { changes, count }] of pending) {
      const joined = [...changes.values()].flatMap(({ user }) => user ?? [])
      const left = [...changes].flatMap(([id, { wasMember, user }]) =>
        wasMember && !user ? [id] : [],
      )
      const isDue = this.#settled.delete(room) || joined.length + left.length > 0
      if (isDue) this.#sendSafely(room, joined, left, count)
    }
  }

  // Those who came and went are told of with the count that they make, and soon: no count goes ahead of them.
  #flushHeads(): void {
    for (const room of [...this.#heads.keys()]) {
      if (!this.#pending.has(room)) this.#sendSafely(room, [], [])
    }
  }

  #sendSafely(room: string, joined: User[], left: string[], count?: number): void {
    this.#send(room, joined, left, count).catch(this.#options.onError)
  }

  // A change brings the count that goes with it: another process may have changed the room since.
  async #send(room: string, joined: User[], left: string[], told?: number): Promise<void> {
    const { presence, detailLimit, send } = this.#options
    const { count: now, settling } = await presence.count(room)
    const count = told ?? now
    if (count === 0) {
      this.#heads.delete(room)
      return
    }
    const head = this.#heads.get(room)
    const seq = head ?? (await this.#readSeq(room))
    // What came while this was read, and what could not be read, keeps the room's next push due.
    if (seq !== undefined && this.#heads.get(room) === head) this.#heads.delete(room)
    const hasDetail = count <= detailLimit
    send({
      room,
      count,
      // Who is here does not depend on the store: while it fails, 0 makes no client look for a gap.
      seq: seq ?? 0,
      joined: hasDetail ? joined : [],
      left: hasDetail ? left : [],
      ...(settling && { settling }),
    })
  }

  async #readSeq(room: string): Promise<number | undefined> {
    const { readSeq, onError } = this.#options
    try {
      return await readSeq(room)
    } catch (error) {
      onError(error)
      return undefined
    }
  }
}
