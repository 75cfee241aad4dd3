import { DEFAULT_ROOM_SETTINGS, type Message, type RoomEvent, type RoomState } from '@chat/protocol'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as passed } from 'node:timers/promises'
import { toPattern, toSearchPage, toSearchRange } from '../search.js'
import type { HistoryPage, Search, SearchPage, Store, StoredRoom } from '../store.js'
import type { Also, Append, AppendResult, Decide } from '../append.js'
import type { Keeping } from '../keeping.js'
import { SqlKeeping } from '../sql-keeping.js'
import { appendBatch } from './append-batch.js'
import { DurableLog } from './durable-log.js'
import { migrate, readEpoch } from './migrations.js'
import { createOpenError } from './open-error.js'
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
import { SqliteSql } from './sqlite-sql.js'
import { prepareStatements, type Statements } from './statements.js'

/** Another program that reads or writes for a moment is waited for. */
const CUT_ATTEMPTS = 10
const CUT_AGAIN_MS = 100
const LOG_IN_USE =
  'Another program, such as a backup, reads the database: what was erased leaves its write-ahead log after that.'

type Opened = { database: DatabaseSync; log: DurableLog; statements: Statements; epoch: string }

/**
 * One file, embedded. What is acknowledged or read is on disk: SQLite writes each transaction to its write-ahead log,
 * and {@link DurableLog} sees that through to the disk. `secure_delete` overwrites the text of deleted messages.
 */
export class SqliteStore implements Store {
  readonly sql: SqliteSql
  readonly keeping: Keeping
  readonly #path: string
  readonly #now: () => number
  #opened: Opened | undefined

  constructor(options: { path: string; now?: () => number }) {
    this.#path = options.path
    this.#now = options.now ?? Date.now
    this.sql = new SqliteSql({
      database: () => this.#use().database,
      settled: () => this.#useDurable(),
      write: async (work) => {
        const { log } = await this.#useDurable()
        const result = this.#write(work)
        await log.sync()
        return result
      },
    })
    this.keeping = new SqlKeeping(this.sql)
  }

  async open(): Promise<void> {
    let database: DatabaseSync | undefined
    try {
      mkdirSync(dirname(this.#path), { recursive: true })
      database = new DatabaseSync(this.#path)
      database.exec(`
        PRAGMA busy_timeout = 2000;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA secure_delete = ON;
        -- A room is read in the transaction that writes to it: to look it up again for every row finds nothing.
        PRAGMA foreign_keys = OFF;
        -- The ids of a busy day's messages stay in memory (KiB), and a page that is written often is copied from the
        -- log into the file once in 16 MB, not in 4.
        PRAGMA cache_size = -65536;
        PRAGMA wal_autocheckpoint = 4000;
      `)
      migrate(database)
      const epoch = readEpoch(database)
      const log = new DurableLog(this.#path)
      // From here on the log is synchronised without holding up the event loop, and a lock of another program does not
      // hold it up for longer than a backup takes to let go: clients are told, and ask again.
      database.exec('PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 50')
      this.#opened = { database, log, statements: prepareStatements(database), epoch }
    } catch (error) {
      database?.close()
      throw createOpenError(this.#path, error)
    }
  }

  async append(batch: readonly Append[], decide: Decide, also?: Also): Promise<AppendResult[]> {
    const { log, statements, epoch } = await this.#useDurable()
    const options = { statements, epoch, decide, now: this.#now() }
    const results = this.#write(() => {
      const written = appendBatch(batch, options)
      if (also) this.sql.runAll(also(written))
      return written
    })
    await log.sync()
    return results
  }

  async room(name: string): Promise<RoomState> {
    await this.#useDurable()
    return this.#state(name, this.#findRoom(name))
  }

  async latest(name: string, limit: number): Promise<HistoryPage & { room: RoomState }> {
    return this.#read(() => {
      const room = this.#findRoom(name)
      return { room: this.#state(name, room), ...this.#page(room, Number.MAX_SAFE_INTEGER, limit) }
    })
  }

  async message(name: string, id: string): Promise<Message | undefined> {
    return this.#read(() => {
      const room = this.#findRoom(name)
      if (!room) return undefined
      const row = this.#use().statements.message.get(room.id, id) as MessageRow | undefined
      return row && toMessage(row, room.floor)
    })
  }

  async history(name: string, before: number, limit: number): Promise<HistoryPage> {
    return this.#read(() => this.#page(this.#findRoom(name), before, limit))
  }

  async eventsAfter(
    name: string,
    after: number,
    limit: number,
  ): Promise<{ room: RoomState; events: RoomEvent[] }> {
    return this.#read(() => {
      const { statements } = this.#use()
      const room = this.#findRoom(name)
      const state = this.#state(name, room)
      if (!room) return { room: state, events: [] }
      const range = [room.id, after, after + limit]
      const messages = statements.messagesAfter.all(...range) as MessageRow[]
      const changes = statements.changesAfter.all(...range) as ChangeRow[]
      const events = [
        ...messages.map((row) => toMessageEvent(row, room.floor)),
        ...changes.map(toChangeEvent),
      ]
      return { room: state, events: events.sort((a, b) => a.seq - b.seq) }
    })
  }

  async rooms(after: string, limit: number): Promise<StoredRoom[]> {
    const { statements } = await this.#useDurable()
    return (statements.rooms.all(after, limit) as RoomRow[]).map(toStoredRoom)
  }

  async activeRooms(limit: number): Promise<StoredRoom[]> {
    const { statements } = await this.#useDurable()
    return (statements.activeRooms.all(limit) as RoomRow[]).map(toStoredRoom)
  }

  async search(name: string, search: Search): Promise<SearchPage> {
    return this.#read(() => {
      const room = this.#findRoom(name)
      if (!room) return { messages: [] }
      const range = toSearchRange(room, search)
      const rows = this.#use().statements.search.all(
        ...[room.id, range.below, range.above],
        ...[toPattern(search.text), search.limit + 1],
      ) as MessageRow[]
      const found = rows.map((row) => toMessage(row, room.floor))
      return toSearchPage(found, search, range, room.floor)
    })
  }

  async scrub(limit: number): Promise<boolean> {
    const { log, statements } = await this.#useDurable()
    const room = statements.roomToScrub.get() as
      { id: number; floor: number; scrubbed: number } | undefined
    if (!room) {
      // What was erased or overwritten still stands in the write-ahead log.
      await this.#cutLog()
      return false
    }
    const { id, floor, scrubbed } = room
    const upTo = Math.min(floor, scrubbed + limit)
    this.#write(() => {
      statements.scrubMessages.run(id, scrubbed, upTo)
      statements.noteScrubbed.run(upTo, id)
    })
    await log.sync()
    return true
  }

  async ping(): Promise<void> {
    const { statements } = await this.#useDurable()
    statements.ping.get()
  }

  async close(): Promise<void> {
    const opened = this.#opened
    if (!opened) return
    this.#opened = undefined
    await opened.log.unsettled?.catch(() => {})
    opened.log.close()
    opened.database.close()
  }

  #use(): Opened {
    if (!this.#opened) throw new Error('The store is not open.')
    return this.#opened
  }

  /** As soon as everything committed is on disk: nothing else is to be seen, or built upon. */
  async #useDurable(): Promise<Opened> {
    let opened = this.#use()
    while (opened.log.unsettled) {
      await opened.log.unsettled
      opened = this.#use()
    }
    return opened
  }

  async #cutLog(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const { database } = await this.#useDurable()
      if (database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0) return
      if (attempt === CUT_ATTEMPTS) throw new Error(LOG_IN_USE)
      await passed(CUT_AGAIN_MS)
    }
  }

  /** Runs writes of which all are committed, or none. */
  #write<T>(work: () => T): T {
    const { statements } = this.#use()
    statements.beginWrite.run()
    try {
      const result = work()
      statements.commit.run()
      return result
    } catch (error) {
      this.#rollback(statements)
      throw error
    }
  }

  /** Runs reads that must see one moment. */
  async #read<T>(work: () => T): Promise<T> {
    const { statements } = await this.#useDurable()
    statements.begin.run()
    try {
      return work()
    } finally {
      this.#rollback(statements)
    }
  }

  // SQLite itself may have rolled back, as it does when the disk is full.
  #rollback(statements: Statements): void {
    if (this.#use().database.isTransaction) statements.rollback.run()
  }

  #findRoom(name: string): RoomRow | undefined {
    return this.#use().statements.room.get(name) as RoomRow | undefined
  }

  #state(name: string, room: RoomRow | undefined): RoomState {
    if (!room) {
      return { name, epoch: this.#use().epoch, seq: 0, settings: DEFAULT_ROOM_SETTINGS }
    }
    return { name, epoch: room.epoch, seq: room.seq, settings: parseSettings(room.settings) }
  }

  #page(room: RoomRow | undefined, before: number, limit: number): HistoryPage {
    if (!room) return { messages: [], hasMore: false }
    const { statements } = this.#use()
    const { id, floor } = room
    const rows = statements.messagesBefore.all(id, before, floor, limit + 1) as MessageRow[]
    const hasMore = rows.length > limit
    const messages = rows.slice(0, limit).reverse()
    return { messages: messages.map((row) => toMessage(row, floor)), hasMore }
  }
}
