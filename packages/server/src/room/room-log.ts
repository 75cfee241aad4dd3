import {
  ChatError,
  isChatError,
  type Limits,
  type Message,
  type RoomEvent,
  type RoomState,
  type User,
} from '@chat/protocol'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Append, AppendResult, Decide } from '../store/append.js'
import type { HistoryPage, Search, SearchPage, Store, StoredRoom } from '../store/store.js'
import type { SqlStatement } from '../store/sql.js'
import { AppendQueue } from './append-queue.js'
import { createRoomRules } from './room-rules.js'

export type RoomLogOptions = {
  store: Store
  limits: Limits
  /** The new events of each room, once a flush, before the appends settle: the moment to broadcast. */
  onCommitted: (events: ReadonlyMap<string, RoomEvent[]>) => void
  /** Rooms whose appends the store failed: it may have stored them nevertheless, and then nobody has been told. */
  onUncertain?: (rooms: ReadonlySet<string>) => void
  /** Told of every transaction of the store, how long it took and how many appends shared it. */
  onCommit?: (seconds: number, appends: number) => void
  /** What is written into the tables beside the logs, in the transaction of these appends. */
  also?: (results: readonly AppendResult[], batch: readonly Append[]) => readonly SqlStatement[]
  /** Told of every failure of the store; the caller of the request gets `unavailable`. */
  onError?: (error: unknown) => void
}

/** Code units. An answer must fit well into what may wait for one connection, or it would be cut off at every attempt. */
const MAX_REPLAY_TEXT = 1_000_000

/** Messages of a user that are cleared at a time, and places that are looked through for them: a few milliseconds each. */
const CLEAR_PORTION = 500
const CLEAR_SCAN = 20_000

/** Rooms that are looked up at a time. */
const ROOMS_AT_ONCE = 20

export type CatchUp =
  { room: RoomState; events: RoomEvent[] } | (HistoryPage & { room: RoomState; reset: true })

/** The logs of all rooms: appends by the rules, in order, durable before anybody sees them. */
export class RoomLog {
  readonly #store: Store
  readonly #limits: Limits
  readonly #onError: (error: unknown) => void
  readonly #queue: AppendQueue
  readonly #onCommit: RoomLogOptions['onCommit']
  readonly #onUncertain: RoomLogOptions['onUncertain']
  readonly #also: RoomLogOptions['also']
  #isDraining = false

  constructor(options: RoomLogOptions) {
    this.#store = options.store
    this.#limits = options.limits
    this.#onError = options.onError ?? (() => {})
    this.#onCommit = options.onCommit
    this.#onUncertain = options.onUncertain
    this.#also = options.also
    const decide = createRoomRules(options.limits)
    this.#queue = new AppendQueue({
      commit: (batch) => this.#commit(batch, decide),
      onCommitted: (results, batch) => {
        // What is stored must be acknowledged, also where telling others of it fails.
        try {
          const events = eventsByRoom(results, batch)
          if (events.size > 0) options.onCommitted(events)
        } catch (error) {
          this.#onError(error)
        }
      },
    })
  }

  /**
   * Resolves once it is durable. `event` is absent where the log had it already.
   *
   * @throws ChatError the rules' refusal; `unavailable` where the store failed; `shutting_down` while draining
   */
  async append(append: Append): Promise<{ event?: RoomEvent; message?: Message }> {
    if (this.#isDraining) throw new ChatError('shutting_down')
    const result = await this.#queue.push(append)
    if (result.type === 'refused') throw new ChatError(result.code, result.message)
    return result
  }

  /**
   * Clears what the user `of` wrote in a room up to now: portion by portion, each an event, so that nobody else waits for
   * all of it. What fails half way goes on when it is asked for again.
   *
   * @throws ChatError as `append`
   */
  async clearUser(clear: { room: string; user: User; of: string }): Promise<void> {
    const { room, of: userId } = clear
    const { seq } = await this.room(room)
    for (let after = 0; after < seq;) {
      const stretch = { room, userId, after, upTo: Math.min(after + CLEAR_SCAN, seq) }
      const counting = this.#store.keeping.countOf({ ...stretch, limit: CLEAR_PORTION })
      const { count, upTo } = await this.#guard(counting)
      if (count > 0) await this.append({ type: 'clear', ...clear, after, upTo })
      after = upTo
      await nextTurn()
    }
  }

  /** @throws ChatError `unavailable` */
  room(name: string): Promise<RoomState> {
    return this.#guard(this.#store.room(name))
  }

  /** @throws ChatError `unavailable` */
  latest(name: string, limit?: number): Promise<HistoryPage & { room: RoomState }> {
    return this.#guard(this.#store.latest(name, this.#pageSize(limit)))
  }

  /** The message of this id as it is now. @throws ChatError `unavailable` */
  message(name: string, id: string): Promise<Message | undefined> {
    return this.#guard(this.#store.message(name, id))
  }

  /** @throws ChatError `unavailable` */
  history(name: string, before: number, limit?: number): Promise<HistoryPage> {
    return this.#guard(this.#store.history(name, before, this.#pageSize(limit)))
  }

  /** As `Store.rooms`. @throws ChatError `unavailable` */
  rooms(after: string, limit: number): Promise<StoredRoom[]> {
    return this.#guard(this.#store.rooms(after, limit))
  }

  /** As `Store.activeRooms`. @throws ChatError `unavailable` */
  activeRooms(limit: number): Promise<StoredRoom[]> {
    return this.#guard(this.#store.activeRooms(limit))
  }

  /** As `Store.search`. @throws ChatError `unavailable` */
  search(name: string, search: Search): Promise<SearchPage> {
    return this.#guard(this.#store.search(name, search))
  }

  /**
   * Everything after seq `after`; or, where that cannot be given (another epoch, beyond the log's end, a gap larger
   * than `limits.resumeEvents` or of more than a million characters), the latest messages with `reset`.
   *
   * @throws ChatError `unavailable`
   */
  async catchUp(
    name: string,
    { after, epoch, limit }: { after: number; epoch?: string; limit?: number },
  ): Promise<CatchUp> {
    const { resumeEvents } = this.#limits
    const isWithinReach = (room: RoomState) =>
      (epoch === undefined || epoch === room.epoch) &&
      after <= room.seq &&
      room.seq - after <= resumeEvents
    // Asked first, so that those who were away for long cost one page and not the reading of what is thrown away.
    if (isWithinReach(await this.room(name))) {
      const { room, events } = await this.#guard(this.#store.eventsAfter(name, after, resumeEvents))
      if (isWithinReach(room) && textLength(events) <= MAX_REPLAY_TEXT) return { room, events }
    }
    return { ...(await this.latest(name, limit)), reset: true }
  }

  /** At most `limit` events after a seq, ascending, without holes. @throws ChatError `unavailable` */
  async eventsAfter(name: string, after: number, limit: number): Promise<RoomEvent[]> {
    return (await this.#guard(this.#store.eventsAfter(name, after, limit))).events
  }

  /** The latest seq of each of these rooms. @throws ChatError `unavailable` */
  async seqs(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const seqs = new Map<string, number>()
    for (let start = 0; start < names.length; start += ROOMS_AT_ONCE) {
      const some = names.slice(start, start + ROOMS_AT_ONCE)
      const rooms = await Promise.all(some.map((name) => this.room(name)))
      for (const { name, seq } of rooms) seqs.set(name, seq)
    }
    return seqs
  }

  /** Resolves where it takes appends, as far as one can tell. @throws ChatError `unavailable`, `shutting_down` */
  async ping(): Promise<void> {
    if (this.#isDraining) throw new ChatError('shutting_down')
    await this.#guard(this.#store.ping())
  }

  /** Refuses new appends and resolves when all accepted ones are settled. */
  drain(): Promise<void> {
    this.#isDraining = true
    return this.#queue.drain()
  }

  async #commit(batch: readonly Append[], decide: Decide): Promise<AppendResult[]> {
    const startedAt = performance.now()
    try {
      const also = this.#also
      const results = await this.#store.append(
        batch,
        decide,
        also && ((written) => also(written, batch)),
      )
      this.#onCommit?.((performance.now() - startedAt) / 1_000, batch.length)
      return results
    } catch (error) {
      this.#onUncertain?.(new Set(batch.map(({ room }) => room)))
      throw this.#unavailable(error)
    }
  }

  #pageSize(limit = this.#limits.historyPage): number {
    return Math.min(limit, this.#limits.historyPageMax)
  }

  async #guard<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      throw this.#unavailable(error)
    }
  }

  #unavailable(error: unknown): ChatError {
    if (isChatError(error)) return error
    this.#onError(error)
    return new ChatError('unavailable', undefined, { cause: error })
  }
}

function eventsByRoom(
  results: readonly AppendResult[],
  batch: readonly Append[],
): Map<string, RoomEvent[]> {
  const byRoom = new Map<string, RoomEvent[]>()
  results.forEach((result, index) => {
    const room = batch[index]?.room
    if (result.type !== 'appended' || room === undefined) return
    const events = byRoom.get(room)
    if (events) events.push(result.event)
    else byRoom.set(room, [result.event])
  })
  return byRoom
}

function textLength(events: readonly RoomEvent[]): number {
  let length = 0
  for (const event of events) {
    if (event.type === 'message') length += event.message.text.length
    else if (event.type === 'edit') length += event.text.length
  }
  return length
}
