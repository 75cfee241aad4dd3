import type { AuditEntry, User } from '@chat/protocol'
import { createKey } from '../store/create-key.js'
import type { Sql, SqlRow, SqlStatement } from '../store/sql.js'
import { isOfRoom, type Page, type PageRequest } from './page.js'

export type AuditNote = Omit<AuditEntry, 'id' | 'at'>

/** Who did what, to whom, when and why. Entries are added, never changed; erasing a user takes their name out. */
export class AuditTrail {
  readonly #sql: Sql
  readonly #now: () => number

  constructor(sql: Sql, now: () => number = Date.now) {
    this.#sql = sql
    this.#now = now
  }

  /** The statement that adds an entry, to be written together with what it tells of. */
  entry({ by, action, room, target, details, reason }: AuditNote): SqlStatement {
    const at = this.#now()
    return {
      text: `INSERT INTO audit (id, at, by_user, action, room, target, details, reason)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [
        createKey(at),
        at,
        JSON.stringify(by),
        action,
        room ?? null,
        target ?? null,
        details === undefined ? null : JSON.stringify(details),
        reason ?? null,
      ],
    }
  }

  async note(note: AuditNote): Promise<void> {
    await this.#sql.write(this.entry(note))
  }

  /** Of a room, or of the whole server, the latest first. */
  async list(room: string | undefined, { before, limit }: PageRequest): Promise<Page<AuditEntry>> {
    const rows = await this.#sql.read(
      `SELECT * FROM audit
       WHERE ${isOfRoom(room)} AND ($2 = '' OR id < $2) ORDER BY id DESC LIMIT $3`,
      room ?? '',
      before ?? '',
      limit + 1,
    )
    return { entries: rows.slice(0, limit).map(toEntry), hasMore: rows.length > limit }
  }
}

function toEntry(row: SqlRow): AuditEntry {
  const entry: AuditEntry = {
    id: String(row['id']),
    at: new Date(Number(row['at'])).toISOString(),
    by: JSON.parse(String(row['by_user'])) as User,
    action: String(row['action']),
  }
  if (row['room'] !== null) entry.room = String(row['room'])
  if (row['target'] !== null) entry.target = String(row['target'])
  if (row['details'] !== null) {
    entry.details = JSON.parse(String(row['details'])) as Record<string, unknown>
  }
  if (row['reason'] !== null) entry.reason = String(row['reason'])
  return entry
}
