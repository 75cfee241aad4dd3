import { ChatError, type User } from '@chat/protocol'
import type { AuditTrail } from '../moderation/audit-trail.js'
import { mustBeRoom } from '../must-be-room.js'
import { createKey } from '../store/create-key.js'
import { isStorable } from '../store/is-storable.js'
import type { Sql, SqlRow } from '../store/sql.js'
import type { Grant } from './grant.js'
import { LinkTokens, type LinkClaims } from './link-tokens.js'

const MIN_S = 60
const DEFAULT_S = 7 * 86_400
const MAX_S = 366 * 86_400
const MAX_NAME = 100

/** A link that makes a moderator of one room of whoever opens it. */
export type ModeratorLink = {
  id: string
  room: string
  /** What it is called among those who make links. Those who open it keep their own name. */
  name: string
  by: User
  /** ISO 8601 UTC, as all times. */
  at: string
  /** When it ends by itself. */
  until: string
}

export type ModeratorLinkRequest = {
  room: string
  /** 1–100 characters. Default: "Moderator link". */
  name?: string
  /** Seconds, from a minute to 366 days. Default 7 days. */
  expiresInS?: number
}

export type ModeratorLinksOptions = {
  sql: Sql
  audit: AuditTrail
  /** Signs the tokens; the server's signing secret. */
  secret: Uint8Array
  /** Told after a link was revoked, here. */
  onRevoke: () => void
  now?: () => number
}

/** Moderator links: made, listed, revoked, and turned into roles when they are presented. */
export class ModeratorLinks {
  readonly #options: ModeratorLinksOptions
  readonly #tokens: LinkTokens
  readonly #now: () => number

  constructor(options: ModeratorLinksOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#tokens = new LinkTokens(options.secret, this.#now)
  }

  /** @throws ChatError `invalid_room`, `invalid_payload`, `unavailable` */
  async create(
    { room, name = 'Moderator link', expiresInS = DEFAULT_S }: ModeratorLinkRequest,
    by: User,
  ): Promise<ModeratorLink & { token: string }> {
    mustBeRoom(room)
    if (!(expiresInS >= MIN_S && expiresInS <= MAX_S)) {
      throw new ChatError('invalid_payload', `expiresInS must be from ${MIN_S} to ${MAX_S}.`)
    }
    if (name.trim() === '' || name.length > MAX_NAME || !isStorable(name)) {
      throw new ChatError('invalid_payload', `name must have 1 to ${MAX_NAME} characters.`)
    }
    const { sql, audit } = this.#options
    const at = this.#now()
    const id = createKey(at)
    // Tokens count in seconds.
    const until = Math.floor(at / 1_000 + expiresInS) * 1_000
    const link = toLink({ id, room, name, by_user: JSON.stringify(by), at, until })
    await sql.write(
      {
        text: `INSERT INTO moderator_links (id, room, name, by_user, at, until)
               VALUES ($1, $2, $3, $4, $5, $6)`,
        values: [id, room, name, JSON.stringify(by), at, until],
      },
      audit.entry({
        by,
        action: 'create_link',
        room,
        target: id,
        details: { name, until: link.until },
      }),
    )
    return { ...link, token: await this.#tokens.issue({ id, room, until }) }
  }

  /** Those that hold now, of a room or of all; the latest first. */
  async list(room?: string): Promise<ModeratorLink[]> {
    const rows = await this.#options.sql.read(
      `SELECT * FROM moderator_links
       WHERE revoked_at IS NULL AND until > $1 AND ($2 = '' OR room = $2) ORDER BY id DESC`,
      this.#now(),
      room ?? '',
    )
    return rows.map(toLink)
  }

  /**
   * Ends a link: whoever moderates by it no longer does, within seconds. Again is harmless.
   *
   * @throws ChatError `not_found`, `unavailable`
   */
  async revoke(id: string, by: User): Promise<void> {
    const { sql, audit, onRevoke } = this.#options
    const [row] = await sql.read('SELECT * FROM moderator_links WHERE id = $1', id)
    if (!row) throw new ChatError('not_found', 'There is no such moderator link.')
    if (row['revoked_at'] !== null) return
    const { room, name } = toLink(row)
    await sql.write(
      {
        text: 'UPDATE moderator_links SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL',
        values: [this.#now(), id],
      },
      audit.entry({ by, action: 'revoke_link', room, target: id, details: { name } }),
    )
    onRevoke()
  }

  /** What these tokens give. One that does not hold gives nothing. Rejects where the store fails. */
  async grantsOf(tokens: readonly string[]): Promise<Grant[]> {
    const verified = await Promise.all(tokens.map((token) => this.#tokens.verify(token)))
    const claims = verified.filter((one) => one !== undefined)
    const holds = await Promise.all(claims.map((one) => this.#holds(one)))
    return claims
      .filter((_, index) => holds[index])
      .map(({ id, room, until }) => ({ role: 'moderator', rooms: [room], until, link: id }))
  }

  /** The ids of those that were revoked before their time. */
  async revoked(): Promise<ReadonlySet<string>> {
    const rows = await this.#options.sql.read(
      'SELECT id FROM moderator_links WHERE revoked_at IS NOT NULL AND until > $1',
      this.#now(),
    )
    return new Set(rows.map(({ id }) => String(id)))
  }

  async #holds({ id }: LinkClaims): Promise<boolean> {
    const [row] = await this.#options.sql.read(
      'SELECT 1 AS holds FROM moderator_links WHERE id = $1 AND revoked_at IS NULL',
      id,
    )
    return row !== undefined
  }
}

function toLink(row: SqlRow): ModeratorLink {
  return {
    id: String(row['id']),
    room: String(row['room']),
    name: String(row['name']),
    by: JSON.parse(String(row['by_user'])) as User,
    at: new Date(Number(row['at'])).toISOString(),
    until: new Date(Number(row['until'])).toISOString(),
  }
}
