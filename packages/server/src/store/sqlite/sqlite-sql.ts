import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Sql, SqlRow, SqlStatement, SqlValue } from '../sql.js'

type Options = {
  database: () => DatabaseSync
  /** Resolves as soon as everything committed is on disk. */
  settled: () => Promise<unknown>
  /** Runs all of the work in a transaction, or none of it; resolves once that is on disk. */
  write: <T>(work: () => T) => Promise<T>
}

/** The tables beside the logs, in SQLite. */
export class SqliteSql implements Sql {
  readonly #options: Options
  readonly #prepared = new Map<string, StatementSync>()

  constructor(options: Options) {
    this.#options = options
  }

  async read(text: string, ...values: readonly SqlValue[]): Promise<SqlRow[]> {
    await this.#options.settled()
    return this.#prepare(text).all(...values) as SqlRow[]
  }

  write(...statements: readonly SqlStatement[]): Promise<SqlRow[][]> {
    return this.#options.write(() => this.runAll(statements))
  }

  /** Within a transaction of the caller's. */
  runAll(statements: readonly SqlStatement[]): SqlRow[][] {
    return statements.map(({ text, values = [] }) => this.#prepare(text).all(...values) as SqlRow[])
  }

  #prepare(text: string): StatementSync {
    const known = this.#prepared.get(text)
    if (known) return known
    // SQLite takes $1 for a name, and ?1 for a place.
    const statement = this.#options.database().prepare(text.replace(/\$(\d+)/g, '?$1'))
    this.#prepared.set(text, statement)
    return statement
  }
}
