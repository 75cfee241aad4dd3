import { randomUUID } from 'node:crypto'
import type { Sql } from './sql.js'

/** A task that one process at a time does: whoever holds its lease. One that dies gives it up by saying nothing. */
export class Lease {
  readonly #sql: Sql
  readonly #name: string
  readonly #ms: number
  readonly #now: () => number
  readonly #holder = randomUUID()

  constructor(sql: Sql, name: string, ms: number, now: () => number = Date.now) {
    this.#sql = sql
    this.#name = name
    this.#ms = ms
    this.#now = now
  }

  /** Takes it, or holds it for longer. Whether this process has it now, for the given time. */
  async hold(): Promise<boolean> {
    const now = this.#now()
    const [rows] = await this.#sql.write({
      text: `INSERT INTO leases (name, holder, until) VALUES ($1, $2, $3)
             ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
             WHERE leases.holder = excluded.holder OR leases.until < $4
             RETURNING holder`,
      values: [this.#name, this.#holder, now + this.#ms, now],
    })
    return rows?.length === 1
  }

  async release(): Promise<void> {
    await this.#sql.write({
      text: 'DELETE FROM leases WHERE name = $1 AND holder = $2',
      values: [this.#name, this.#holder],
    })
  }
}
