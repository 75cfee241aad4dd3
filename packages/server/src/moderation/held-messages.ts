import { ChatError, type HeldMessage, type User } from '@chat/protocol'
import { createKey } from '../store/create-key.js'
import type { Sql, SqlRow, SqlStatement } from '../store/sql.js'
import type { Draft } from './message-verdict.js'
import { isOfRoom, readCursor, type Page, type PageRequest } from './page.js'

/** Most messages of one user that may wait in a room. */
const MAX_WAITING = 5

export type HeldDraft = Draft & { key: string; at: number; reason: string }

/** Messages that wait until a moderator has seen them. */
export class HeldMessages {
  readonly #sql: Sql
  readonly #now: () => number

  constructor(sql: Sql, now: () => number = Date.now) {
    this.#sql = sql
    this.#now = now
  }

  /**
   * Keeps a message until it is decided on. The same message again is kept once.
   *
   * @throws ChatError `refused` where a moderator has refused it before; `rate_limited` where too many of theirs wait
   */
  async hold(draft: Draft, reason: string): Promise<void> {
    const { room, id, user, text, replyTo } = draft
    await this.#mustNotBeRefused(draft)
    const [count] = await this.#sql.read(
      `SELECT count(*) AS count FROM held
       WHERE room = $1 AND user_id = $2 AND message_id <> $3 AND outcome IS NULL`,
      room,
      user.id,
      id,
    )
    if (Number(count?.['count']) >= MAX_WAITING) {
      throw new ChatError(
        'rate_limited',
        `${MAX_WAITING} of your messages wait until a moderator has seen them; write on after that.`,
        { retryAfter: 60_000 },
      )
    }
    const at = this.#now()
    await this.#sql.write({
      text: `INSERT INTO held (id, room, message_id, user_id, by_user, text, reply_to, at, reason)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (room, message_id) DO NOTHING`,
      values: [
        createKey(at),
        room,
        id,
        user.id,
        JSON.stringify(user),
        text,
        replyTo ?? null,
        at,
        reason,
      ],
    })
  }

  async #mustNotBeRefused({ room, id, user }: Draft): Promise<void> {
    const [row] = await this.#sql.read(
      `SELECT 1 FROM held
       WHERE room = $1 AND message_id = $2 AND user_id = $3 AND outcome = 'reject'`,
      room,
      id,
      user.id,
    )
    if (row) throw new ChatError('refused', 'A moderator did not let the message through.')
  }

  /** @throws ChatError `not_found` where it does not wait */
  async get(room: string, id: string): Promise<HeldDraft> {
    const [row] = await this.#sql.read(
      'SELECT * FROM held WHERE room = $1 AND message_id = $2 AND outcome IS NULL',
      room,
      id,
    )
    if (!row) throw new ChatError('not_found', 'There is no such message that waits.')
    return toDraft(row)
  }

  /** The statement that decides on one. Its text goes; that it was there stays. */
  decide(room: string, id: string, outcome: 'approve' | 'reject'): SqlStatement {
    return {
      text: `UPDATE held SET outcome = $1, text = '' WHERE room = $2 AND message_id = $3`,
      values: [outcome, room, id],
    }
  }

  async count(room: string): Promise<number> {
    const [row] = await this.#sql.read(
      'SELECT count(*) AS count FROM held WHERE room = $1 AND outcome IS NULL',
      room,
    )
    return Number(row?.['count'])
  }

  /** Those that wait, the latest first. `before` is the `id` of a message; in a list of all rooms, `room/id`. */
  async list(room: string | undefined, { before, limit }: PageRequest): Promise<Page<HeldMessage>> {
    const start = readCursor(room, before)
    const rows = await this.#sql.read(
      `SELECT * FROM held
       WHERE ${isOfRoom(room)} AND outcome IS NULL AND ($3 = '' OR id < (
         SELECT id FROM held WHERE room = $2 AND message_id = $3
       ))
       ORDER BY id DESC LIMIT $4`,
      room ?? '',
      start.room,
      start.id,
      limit + 1,
    )
    return { entries: rows.slice(0, limit).map(toHeldMessage), hasMore: rows.length > limit }
  }

  /** All of a user's that wait, in all rooms; a few. */
  async listOf(userId: string): Promise<HeldMessage[]> {
    const rows = await this.#sql.read(
      'SELECT * FROM held WHERE user_id = $1 AND outcome IS NULL ORDER BY id',
      userId,
    )
    return rows.map(toHeldMessage)
  }
}

function toHeldMessage(row: SqlRow): HeldMessage {
  const { id, room, user, text, replyTo, at, reason } = toDraft(row)
  const time = new Date(at).toISOString()
  return { id, room, user, text, ...(replyTo !== undefined && { replyTo }), at: time, reason }
}

function toDraft(row: SqlRow): HeldDraft {
  return {
    key: String(row['id']),
    room: String(row['room']),
    id: String(row['message_id']),
    user: JSON.parse(String(row['by_user'])) as User,
    text: String(row['text']),
    replyTo: row['reply_to'] === null ? undefined : String(row['reply_to']),
    at: Number(row['at']),
    reason: String(row['reason']),
  }
}
