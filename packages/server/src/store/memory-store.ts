import { DEFAULT_ROOM_SETTINGS, type Message, type RoomEvent, type RoomState } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { Also, Append, AppendResult, Decide } from './append.js'
import type { Keeping } from './keeping.js'
import { MemoryKeeping } from './memory-keeping.js'
import { MemoryRoom } from './memory-room.js'
import { ADD_AUTHORS_OF_REPORTS, createModerationTables } from './moderation-tables.js'
import { draftBatch } from './room-draft.js'
import type { Sql } from './sql.js'
import { SqliteSql } from './sqlite/sqlite-sql.js'
import type { HistoryPage, Search, SearchPage, Store, StoredRoom } from './store.js'

/** Keeps everything in memory, and nothing when the process ends: for tests and demos. */
export class MemoryStore implements Store {
  readonly sql: Sql
  readonly #tables = new DatabaseSync(':memory:')
  readonly #now: () => number
  readonly #epoch = randomUUID()
  readonly #rooms = new Map<string, MemoryRoom>()
  readonly keeping: Keeping = new MemoryKeeping(this.#rooms)

  constructor(options: { now?: () => number } = {}) {
    this.#now = options.now ?? Date.now
    this.#tables.exec(
      createModerationTables({ int: 'INTEGER', key: 'TEXT' }) + ADD_AUTHORS_OF_REPORTS,
    )
    this.sql = new SqliteSql({
      database: () => this.#tables,
      settled: async () => {},
      write: async (work) => inTransaction(this.#tables, work),
    })
  }

  async open(): Promise<void> {}

  async append(batch: readonly Append[], decide: Decide, also?: Also): Promise<AppendResult[]> {
    const { results, drafts } = draftBatch(batch, {
      find: (name) => this.#rooms.get(name) ?? new MemoryRoom(),
      decide,
      now: this.#now(),
    })
    if (also) await this.sql.write(...also(results))
    for (const [name, draft] of drafts) {
      const room = this.#rooms.get(name) ?? new MemoryRoom()
      room.accept(draft)
      this.#rooms.set(name, room)
      if (draft.events.some(({ type }) => type === 'delete' || type === 'clear')) {
        this.#forgetTexts(name, room)
      }
    }
    return results
  }

  async room(name: string): Promise<RoomState> {
    return this.#state(name)
  }

  async latest(name: string, limit: number): Promise<HistoryPage & { room: RoomState }> {
    return { room: this.#state(name), ...this.#page(name, Infinity, limit) }
  }

  async message(name: string, id: string): Promise<Message | undefined> {
    return this.#rooms.get(name)?.message(id)
  }

  async history(name: string, before: number, limit: number): Promise<HistoryPage> {
    return this.#page(name, before, limit)
  }

  async eventsAfter(
    name: string,
    after: number,
    limit: number,
  ): Promise<{ room: RoomState; events: RoomEvent[] }> {
    const events = this.#rooms.get(name)?.eventsAfter(after, limit) ?? []
    return { room: this.#state(name), events }
  }

  async rooms(after: string, limit: number): Promise<StoredRoom[]> {
    const names = [...this.#rooms.keys()].filter((name) => compareBytes(name, after) > 0)
    return this.#stored(names.sort(compareBytes).slice(0, limit))
  }

  async activeRooms(limit: number): Promise<StoredRoom[]> {
    const lastAt = (name: string) => this.#rooms.get(name)?.lastAt ?? 0
    const names = [...this.#rooms.keys()].sort(
      (a, b) => lastAt(b) - lastAt(a) || compareBytes(a, b),
    )
    return this.#stored(names.slice(0, limit))
  }

  async search(name: string, search: Search): Promise<SearchPage> {
    return this.#rooms.get(name)?.search(search) ?? { messages: [] }
  }

  // Nothing is left: what is cleared is gone at once.
  async scrub(): Promise<boolean> {
    return false
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {
    this.#tables.close()
  }

  /** What a hidden message said goes with it. */
  #forgetTexts(name: string, room: MemoryRoom): void {
    const texts = this.#tables
      .prepare('SELECT message_id AS id FROM hidden_texts WHERE room = ?')
      .all(name)
    for (const { id } of texts) {
      const message = room.message(String(id))
      if (message && message.seq > room.floor && !message.deleted) continue
      this.#tables
        .prepare('DELETE FROM hidden_texts WHERE room = ? AND message_id = ?')
        .run(name, String(id))
    }
  }

  #state(name: string): RoomState {
    const room = this.#rooms.get(name)
    const settings = room?.settings ?? DEFAULT_ROOM_SETTINGS
    return { name, epoch: this.#epoch, seq: room?.seq ?? 0, settings }
  }

  #stored(names: readonly string[]): StoredRoom[] {
    return names.map((name) => {
      const lastAt = new Date(this.#rooms.get(name)?.lastAt ?? 0).toISOString()
      return { ...this.#state(name), lastAt }
    })
  }

  #page(name: string, before: number, limit: number): HistoryPage {
    return this.#rooms.get(name)?.page(before, limit) ?? { messages: [], hasMore: false }
  }
}

/** As databases order names: by their UTF-8. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
