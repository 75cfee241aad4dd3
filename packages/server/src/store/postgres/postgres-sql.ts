import type { ClientBase, Pool } from 'pg'
import type { Sql, SqlRow, SqlStatement, SqlValue } from '../sql.js'
import { inTransaction } from './transaction.js'

/** The tables beside the logs, in PostgreSQL. */
export class PostgresSql implements Sql {
  readonly #pool: () => Pool

  constructor(pool: () => Pool) {
    this.#pool = pool
  }

  async read(text: string, ...values: readonly SqlValue[]): Promise<SqlRow[]> {
    return (await this.#pool().query<SqlRow>(text, [...values])).rows
  }

  async write(...statements: readonly SqlStatement[]): Promise<SqlRow[][]> {
    return inTransaction(this.#pool(), (client) => runAll(client, statements))
  }
}

/** Within a transaction of the caller's. */
export async function runAll(
  client: ClientBase,
  statements: readonly SqlStatement[],
): Promise<SqlRow[][]> {
  const results: SqlRow[][] = []
  for (const { text, values = [] } of statements) {
    results.push((await client.query<SqlRow>(text, [...values])).rows)
  }
  return results
}
