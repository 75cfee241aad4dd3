import { DEFAULT_ROOM_SETTINGS, type Message, type RoomEvent, type RoomState } from '@chat/protocol'
import { setTimeout as passed } from 'node:timers/promises'
import { Client, type Pool, type QueryConfig } from 'pg'
import type { Also, Append, AppendResult, Decide } from '../append.js'
import {
  parseSettings,
  toChangeEvent,
  toMessage,
  toMessageEvent,
  toStoredRoom,
  type ChangeRow,
  type MessageRow,
  type RoomRow,
} from '../rows.js'
import type { Keeping } from '../keeping.js'
import type { Sql } from '../sql.js'
import { toPattern, toSearchPage, toSearchRange } from '../search.js'
import type { HistoryPage, Search, SearchPage, Store, StoredRoom } from '../store.js'
import { SqlKeeping } from '../sql-keeping.js'
import { appendBatch } from './append-batch.js'
import { migrate } from './migrations.js'
import { createOpenError, isAway } from './open-error.js'
import { createConfig, createPool } from './pool.js'
import { PostgresSql, runAll } from './postgres-sql.js'
import { statement } from './statements.js'
import { inTransaction } from './transaction.js'

/** A server that is being started is waited for; then it is a mistake to tell the operator of. */
const PATIENCE_MS = 8_000
const RETRY_MS = 250

type Opened = { pool: Pool; epoch: string }
/** A room with what else was read at the same moment; null where there is none of it. */
type Reading = RoomRow & { messages: MessageRow[] | null; changes: ChangeRow[] | null }

export type PostgresStoreOptions = {
  /** `postgres://user:password@host:port/database`; what it leaves out comes from the environment (`PGPASSWORD` …). */
  url: string
  now?: () => number
  /** Told of connections that were lost while idle; the next request makes new ones. */
  onConnectionLost?: (error: Error) => void
  /** How long `open` waits for a server that is away, ms. */
  patienceMs?: number
}

/** A database that several processes share: they take turns on a room, by the lock of its row. */
export class PostgresStore implements Store {
  readonly sql: Sql = new PostgresSql(() => this.#use().pool)
  readonly keeping: Keeping = new SqlKeeping(this.sql)
  readonly #url: string
  readonly #now: () => number
  readonly #onConnectionLost: (error: Error) => void
  readonly #patienceMs: number
  #opened: Opened | undefined

  constructor(options: PostgresStoreOptions) {
    this.#url = options.url
    this.#now = options.now ?? Date.now
    this.#onConnectionLost = options.onConnectionLost ?? (() => {})
    this.#patienceMs = options.patienceMs ?? PATIENCE_MS
  }

  async open(): Promise<void> {
    const epoch = await this.#patiently(() => this.#migrate())
    this.#opened = { pool: createPool(this.#url, this.#onConnectionLost), epoch }
  }

  async append(batch: readonly Append[], decide: Decide, also?: Also): Promise<AppendResult[]> {
    const { pool, epoch } = this.#use()
    if (batch.length === 0) return []
    return inTransaction(pool, async (client) => {
      const results = await appendBatch(batch, { client, epoch, decide, now: this.#now() })
      if (also) await runAll(client, also(results))
      return results
    })
  }

  async room(name: string): Promise<RoomState> {
    return this.#state(name, await this.#read(statement('room', [name])))
  }

  async latest(name: string, limit: number): Promise<HistoryPage & { room: RoomState }> {
    const room = await this.#readPage(name, Number.MAX_SAFE_INTEGER, limit)
    return { room: this.#state(name, room), ...toPage(room, limit) }
  }

  async message(name: string, id: string): Promise<Message | undefined> {
    const room = await this.#read(statement('messageById', [name, id]))
    const row = room?.messages?.[0]
    return room && row && toMessage(row, room.floor)
  }

  async history(name: string, before: number, limit: number): Promise<HistoryPage> {
    return toPage(await this.#readPage(name, before, limit), limit)
  }

  async eventsAfter(
    name: string,
    after: number,
    limit: number,
  ): Promise<{ room: RoomState; events: RoomEvent[] }> {
    const room = await this.#read(statement('eventsAfter', [name, after, after + limit]))
    const messages = room?.messages?.map((row) => toMessageEvent(row, room.floor)) ?? []
    const changes = room?.changes?.map(toChangeEvent) ?? []
    const events = [...messages, ...changes].sort((a, b) => a.seq - b.seq)
    return { room: this.#state(name, room), events }
  }

  async rooms(after: string, limit: number): Promise<StoredRoom[]> {
    const { rows } = await this.#use().pool.query<RoomRow>(statement('rooms', [after, limit]))
    return rows.map(toStoredRoom)
  }

  async activeRooms(limit: number): Promise<StoredRoom[]> {
    const { rows } = await this.#use().pool.query<RoomRow>(statement('activeRooms', [limit]))
    return rows.map(toStoredRoom)
  }

  async search(name: string, search: Search): Promise<SearchPage> {
    const { text, before, scan, limit } = search
    const values = [name, before, scan, toPattern(text), limit + 1]
    const room = await this.#read(statement('search', values))
    if (!room) return { messages: [] }
    const found = (room.messages ?? []).map((row) => toMessage(row, room.floor))
    return toSearchPage(found, search, toSearchRange(room, search), room.floor)
  }

  async scrub(limit: number): Promise<boolean> {
    return inTransaction(this.#use().pool, async (client) => {
      const { rows } = await client.query<{ id: number; floor: number; scrubbed: number }>(
        statement('roomToScrub'),
      )
      const [room] = rows
      if (!room) return false
      const upTo = Math.min(room.floor, room.scrubbed + limit)
      await client.query(statement('scrubMessages', [room.id, room.scrubbed, upTo]))
      await client.query(statement('noteScrubbed', [upTo, room.id]))
      return true
    })
  }

  async ping(): Promise<void> {
    const { rows } = await this.#use().pool.query<{ is_read_only: boolean }>(statement('ping'))
    if (rows[0]?.is_read_only !== false) throw new Error('The database may only be read now.')
  }

  async keepSecret(made: string): Promise<string> {
    const { pool } = this.#use()
    // Asked once, at the start, where the first connection of the pool is made.
    const { rows } = await this.#patiently(() =>
      pool.query<{ secret: string }>(statement('keepSecret', [made])),
    )
    const secret = rows[0]?.secret
    if (secret === undefined) throw new Error('The database keeps no secret.')
    return secret
  }

  async close(): Promise<void> {
    const opened = this.#opened
    this.#opened = undefined
    await opened?.pool.end()
  }

  #use(): Opened {
    if (!this.#opened) throw new Error('The store is not open.')
    return this.#opened
  }

  /** Tries again while the server is away, as long as a start waits for it. */
  async #patiently<T>(action: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + this.#patienceMs
    for (;;) {
      try {
        return await action()
      } catch (error) {
        if (!isAway(error) || Date.now() >= deadline) throw createOpenError(this.#url, error)
      }
      await passed(RETRY_MS)
    }
  }

  /** On a connection of its own, without the time-outs of the others: a migration takes as long as it takes. */
  async #migrate(): Promise<string> {
    const client = new Client(createConfig(this.#url))
    client.on('error', () => {})
    try {
      await client.connect()
      const { epoch, copying } = await migrate(client)
      if (copying === null) return epoch
      throw new Error('a copy into it is not complete; run chat-server migrate again, to its end')
    } finally {
      await client.end().catch(() => {})
    }
  }

  #readPage(name: string, before: number, limit: number): Promise<Reading | undefined> {
    return this.#read(statement('messagesBefore', [name, before, limit + 1]))
  }

  async #read(query: QueryConfig): Promise<Reading | undefined> {
    const { rows } = await this.#use().pool.query<Reading>(query)
    return rows[0]
  }

  #state(name: string, room: RoomRow | undefined): RoomState {
    if (!room) return { name, epoch: this.#use().epoch, seq: 0, settings: DEFAULT_ROOM_SETTINGS }
    return { name, epoch: room.epoch, seq: room.seq, settings: parseSettings(room.settings) }
  }
}

/** One more row than `limit` was asked for, to know whether there are older ones. */
function toPage(room: Reading | undefined, limit: number): HistoryPage {
  const rows = room?.messages ?? []
  const floor = room?.floor ?? 0
  const messages = rows.slice(-limit).map((row) => toMessage(row, floor))
  return { messages, hasMore: rows.length > limit }
}
