import { ChatError, type User } from '@chat/protocol'
import { createHash, randomBytes } from 'node:crypto'
import type { AuditTrail } from '../moderation/audit-trail.js'
import type { Page, PageRequest } from '../moderation/page.js'
import { createKey } from '../store/create-key.js'
import type { Sql, SqlRow } from '../store/sql.js'

const PREFIX = 'bot_'

/** A program that writes into rooms. */
export type Bot = {
  id: string
  /** Its display name. */
  name: string
  /** Absent: all. */
  rooms?: string[]
  /** When its key was made, ISO 8601. */
  at: string
}

/** Keys of bots. Of a key only its SHA-256 is kept: it is random, so that nothing slower is needed. */
export class BotKeys {
  readonly #sql: Sql
  readonly #audit: AuditTrail
  readonly #now: () => number

  constructor(sql: Sql, audit: AuditTrail, now: () => number = Date.now) {
    this.#sql = sql
    this.#audit = audit
    this.#now = now
  }

  /** The key is told this once. */
  async create(
    { name, rooms }: { name: string; rooms?: string[] | undefined },
    by: User,
  ): Promise<Bot & { key: string }> {
    const at = this.#now()
    const id = createKey(at)
    const key = PREFIX + randomBytes(32).toString('base64url')
    await this.#sql.write(
      {
        text: `INSERT INTO bot_keys (id, name, hash, rooms, at) VALUES ($1, $2, $3, $4, $5)`,
        values: [id, name, hash(key), rooms ? JSON.stringify(rooms) : null, at],
      },
      this.#audit.entry({
        by,
        action: 'create_bot_key',
        target: id,
        details: { name, ...(rooms && { rooms }) },
      }),
    )
    return { id, name, ...(rooms && { rooms }), at: new Date(at).toISOString(), key }
  }

  /** Those that are good, the latest first. `before` is an id. */
  async list({ before, limit }: PageRequest): Promise<Page<Bot>> {
    const rows = await this.#sql.read(
      `SELECT * FROM bot_keys WHERE revoked_at IS NULL AND ($1 = '' OR id < $1)
       ORDER BY id DESC LIMIT $2`,
      before ?? '',
      limit + 1,
    )
    return { entries: rows.slice(0, limit).map(toBot), hasMore: rows.length > limit }
  }

  /** @throws ChatError `not_found` */
  async revoke(id: string, by: User): Promise<void> {
    const [row] = await this.#sql.read(
      'SELECT * FROM bot_keys WHERE id = $1 AND revoked_at IS NULL',
      id,
    )
    if (!row) throw new ChatError('not_found', 'There is no such bot key now.')
    await this.#sql.write(
      { text: 'UPDATE bot_keys SET revoked_at = $1 WHERE id = $2', values: [this.#now(), id] },
      this.#audit.entry({
        by,
        action: 'revoke_bot_key',
        target: id,
        details: { name: toBot(row).name },
      }),
    )
  }

  /** The ids of those that were revoked. */
  async revoked(): Promise<ReadonlySet<string>> {
    const rows = await this.#sql.read('SELECT id FROM bot_keys WHERE revoked_at IS NOT NULL')
    return new Set(rows.map(({ id }) => String(id)))
  }

  /** Whose key it is; undefined where it is nobody's, or not any more. */
  async find(key: string): Promise<Bot | undefined> {
    if (!key.startsWith(PREFIX)) return undefined
    const [row] = await this.#sql.read(
      'SELECT * FROM bot_keys WHERE hash = $1 AND revoked_at IS NULL',
      hash(key),
    )
    return row && toBot(row)
  }
}

/** As everybody in a room sees it. */
export function toBotUser({ id, name }: Bot): User {
  return { id: `bot-${id}`, name }
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

function toBot(row: SqlRow): Bot {
  const rooms = row['rooms']
  return {
    id: String(row['id']),
    name: String(row['name']),
    ...(rooms !== null && { rooms: JSON.parse(String(rooms)) as string[] }),
    at: new Date(Number(row['at'])).toISOString(),
  }
}
