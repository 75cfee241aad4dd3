import { Client } from 'pg'
import { migrate } from '../postgres/migrations.js'
import { createOpenError } from '../postgres/open-error.js'
import { createConfig } from '../postgres/pool.js'
import { firstKey, keyOf, TABLES, type Key, type Row, type Table } from './tables.js'

/** Held while somebody copies; of several, one does. */
const COPY_LOCK = 4_701_889_022

/** A PostgreSQL database that takes a copy, and no server meanwhile: `store.copying` says of what. */
export class PostgresTarget {
  readonly #client: Client

  private constructor(client: Client) {
    this.#client = client
  }

  /**
   * Makes it ready to take the copy of what has this fingerprint, or to go on with it. Rejects with a sentence for the
   * operator, also where it holds something else.
   */
  static async open(url: string, fingerprint: string): Promise<PostgresTarget> {
    // Nobody but the operator waits for it.
    const client = new Client({ ...createConfig(url), connectionTimeoutMillis: 20_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await mustBeAlone(client)
      const { copying } = await migrate(client)
      await mustTake(client, { copying, fingerprint })
      await client.query('UPDATE store SET copying = $1', [fingerprint])
      return new PostgresTarget(client)
    } catch (error) {
      await client.end().catch(() => {})
      throw createOpenError(url, error)
    }
  }

  /** How many rows it has in all. */
  async count(): Promise<number> {
    const counts = TABLES.map(({ name }) => `(SELECT count(*) FROM ${name})`)
    const { rows } = await this.#client.query<{ count: number }>(
      `SELECT ${counts.join(' + ')} AS count`,
    )
    return rows[0]?.count ?? 0
  }

  /** Where the copy of a table goes on. */
  async lastKey(table: Table): Promise<Key> {
    const descending = table.key.map((column) => `${column} DESC`)
    const { rows } = await this.#client.query<Row>(
      `SELECT ${table.key.join(', ')} FROM ${table.name} ORDER BY ${descending.join(', ')} LIMIT 1`,
    )
    return rows[0] ? keyOf(table, rows[0]) : firstKey(table)
  }

  /** All of these rows or none. */
  async write({ name, columns }: Table, rows: readonly Row[]): Promise<void> {
    const list = columns.join(', ')
    await this.#client.query(
      `INSERT INTO ${name} (${list}) OVERRIDING SYSTEM VALUE
       SELECT ${list} FROM json_populate_recordset(NULL::${name}, $1)`,
      [JSON.stringify(rows)],
    )
  }

  /** The next `limit` rows. */
  async page({ name, key, columns }: Table, after: Key, limit: number): Promise<Row[]> {
    const keys = key.join(', ')
    const places = key.map((_, index) => `$${index + 2}`).join(', ')
    const { rows } = await this.#client.query<Row>(
      `SELECT ${columns.join(', ')} FROM ${name}
       WHERE (${keys}) > (${places}) ORDER BY ${keys} LIMIT $1`,
      [limit, ...after],
    )
    return rows
  }

  /** Makes it a database that servers take. */
  async finish({ epoch, secret }: { epoch: string; secret: string | undefined }): Promise<void> {
    await this.#client.query('BEGIN')
    await this.#client.query(
      `SELECT setval(pg_get_serial_sequence('rooms', 'id'), coalesce(max(id), 0) + 1, false) FROM rooms`,
    )
    await this.#client.query(
      'UPDATE store SET epoch = $1, secret = coalesce($2, secret), copying = NULL',
      [epoch, secret],
    )
    await this.#client.query('COMMIT')
  }

  async close(): Promise<void> {
    await this.#client.end()
  }
}

async function mustBeAlone(client: Client): Promise<void> {
  const { rows } = await client.query<{ mine: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS mine',
    [COPY_LOCK],
  )
  if (!rows[0]?.mine) throw new Error('another copy into it is under way')
}

type Taking = { copying: string | null; fingerprint: string }

async function mustTake(client: Client, { copying, fingerprint }: Taking): Promise<void> {
  if (copying === fingerprint) return
  if (copying !== null) {
    throw new Error(
      'an unfinished copy of something else is in it, or the source has changed since; make the database anew',
    )
  }
  const { rowCount } = await client.query('SELECT FROM rooms LIMIT 1')
  if (rowCount) throw new Error('there are rooms in it already; name an empty one')
}
