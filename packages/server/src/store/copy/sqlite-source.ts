import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { migrate, readEpoch } from '../sqlite/migrations.js'
import { createOpenError } from '../sqlite/open-error.js'
import { TABLES, type Key, type Row, type Table } from './tables.js'

/** An SQLite database that nobody else has open, and that is only read; but brought to the newest version first. */
export class SqliteSource {
  readonly epoch: string
  readonly #database: DatabaseSync

  private constructor(database: DatabaseSync) {
    this.#database = database
    this.epoch = readEpoch(database)
  }

  /** Throws a sentence for the operator, also where a server has it open. */
  static open(path: string): SqliteSource {
    if (!existsSync(path)) throw new Error(`There is no database at ${path}.`)
    let database: DatabaseSync | undefined
    try {
      database = new DatabaseSync(path)
      database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA busy_timeout = 1000')
      migrate(database)
      return new SqliteSource(database)
    } catch (error) {
      database?.close()
      throw createOpenError(path, error)
    }
  }

  /** Says whether this is what it was: no event comes without a seq. */
  get fingerprint(): string {
    const { rooms, events } = this.#one('SELECT count(*) AS rooms, sum(seq) AS events FROM rooms')
    return `${this.epoch} ${rooms} ${events ?? 0}`
  }

  /** How many rows it has in all. */
  get count(): number {
    const counts = TABLES.map(({ name }) => this.#one(`SELECT count(*) AS count FROM ${name}`))
    return counts.reduce((sum, { count }) => sum + Number(count), 0)
  }

  /** The next `limit` rows, with the values that PostgreSQL has for them. */
  page({ name, key, columns, booleans }: Table, after: Key, limit: number): Row[] {
    const keys = key.join(', ')
    const rows = this.#database
      .prepare(
        `SELECT ${columns.join(', ')} FROM ${name}
         WHERE (${keys}) > (${key.map(() => '?').join(', ')}) ORDER BY ${keys} LIMIT ?`,
      )
      .all(
        ...after.map((value) => (typeof value === 'number' ? value : String(value))),
        limit,
      ) as Row[]
    for (const row of rows) {
      for (const column of booleans) row[column] = row[column] === null ? null : row[column] === 1
    }
    return rows
  }

  close(): void {
    this.#database.close()
  }

  #one(sql: string): Row {
    return this.#database.prepare(sql).get() as Row
  }
}
