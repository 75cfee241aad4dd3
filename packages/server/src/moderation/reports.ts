import type { Message, ReportedMessage, ReportOutcome, User } from '@chat/protocol'
import { createKey } from '../store/create-key.js'
import type { Sql, SqlRow, SqlStatement } from '../store/sql.js'
import { isOfRoom, readCursor, type Page, type PageRequest } from './page.js'
import type { WeighedReport } from './report-weight.js'

/** Messages shown before and after a reported one. */
const CONTEXT = 5

export type NewReport = {
  by: User
  reason: string
  /** Of the network that it comes from; empty where that is not known. */
  mark: string
  /** Whether the identity of who reports has just been made. */
  isFresh: boolean
}

export type ReportsOptions = {
  sql: Sql
  message: (room: string, id: string) => Promise<Message | undefined>
  /** At most `limit` messages older than seq `before`, ascending. */
  history: (room: string, before: number, limit: number) => Promise<{ messages: Message[] }>
  now?: () => number
}

/** What visitors have reported, until a moderator has looked at it. */
export class Reports {
  readonly #options: ReportsOptions
  readonly #now: () => number

  constructor(options: ReportsOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  /** Adds a report; one user reports a message once. Answers with all of them that nobody has looked at. */
  async add(
    room: string,
    { id, seq, user: author }: Message,
    { by, reason, mark, isFresh }: NewReport,
  ): Promise<WeighedReport[]> {
    const at = this.#now()
    const [, rows = []] = await this.#options.sql.write(
      {
        text: `INSERT INTO reports (id, room, message_id, seq, of_id, by_id, by_user, mark, is_fresh, reason, at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
               ON CONFLICT (room, message_id, by_id) DO NOTHING`,
        values: [
          createKey(at),
          room,
          id,
          seq,
          author.id,
          by.id,
          JSON.stringify(by),
          mark,
          isFresh ? 1 : 0,
          reason,
          at,
        ],
      },
      {
        text: `SELECT by_id, mark, is_fresh, ${countOf('dismissed')}, ${countOf('acted')}
               FROM reports WHERE room = $1 AND message_id = $2 AND outcome IS NULL`,
        values: [room, id],
      },
    )
    return rows.map((row) => ({
      by: String(row['by_id']),
      mark: String(row['mark']),
      isFresh: Number(row['is_fresh']) === 1,
      dismissed: Number(row['dismissed']),
      acted: Number(row['acted']),
    }))
  }

  /** The statement that closes all reports of a message. */
  resolve(room: string, id: string, outcome: ReportOutcome): SqlStatement {
    return {
      // What the mark was for is done.
      text: `UPDATE reports SET outcome = $1, mark = ''
             WHERE room = $2 AND message_id = $3 AND outcome IS NULL`,
      values: [outcome, room, id],
    }
  }

  /** How many messages wait for a look. */
  async count(room: string): Promise<number> {
    const [row] = await this.#options.sql.read(
      // Not ordered by the message: SQLite would go by that, through all that were ever closed.
      `SELECT count(DISTINCT message_id || '') AS count FROM reports
       WHERE room = $1 AND outcome IS NULL`,
      room,
    )
    return Number(row?.['count'])
  }

  /**
   * Reported messages that nobody has looked at, each with what stands around it; the latest first. `before` is the
   * `id` of a message; in a list of all rooms, `room/id`.
   */
  async list(
    room: string | undefined,
    { before, limit }: PageRequest,
  ): Promise<Page<ReportedMessage>> {
    const start = readCursor(room, before)
    // Where the message that the page begins before was looked at meanwhile, its place is that of its first report.
    const rows = await this.#options.sql.read(
      // As in `count`, by the index of those that are open.
      `SELECT room, message_id, max(seq) AS seq, min(id) AS key FROM (
         SELECT room, message_id || '' AS message_id, seq, id FROM reports
         WHERE ${isOfRoom(room)} AND outcome IS NULL
       ) AS open_reports
       GROUP BY room, message_id
       HAVING $3 = '' OR min(id) < coalesce(
         (SELECT min(id) FROM reports WHERE room = $2 AND message_id = $3 AND outcome IS NULL),
         (SELECT min(id) FROM reports WHERE room = $2 AND message_id = $3)
       )
       ORDER BY key DESC LIMIT $4`,
      room ?? '',
      start.room,
      start.id,
      limit + 1,
    )
    const entries: ReportedMessage[] = []
    for (const row of rows.slice(0, limit)) {
      const { room: of, message_id: id, seq } = row
      const entry = await this.#entry(String(of), String(id), Number(seq))
      if (entry) entries.push(entry)
    }
    return { entries, hasMore: rows.length > limit }
  }

  async #entry(room: string, id: string, seq: number): Promise<ReportedMessage | undefined> {
    const { sql, message: find, history } = this.#options
    const stored = await find(room, id)
    const rows = await sql.read(
      `SELECT * FROM reports WHERE room = $1 AND message_id = $2 AND outcome IS NULL ORDER BY id`,
      room,
      id,
    )
    const [first] = rows
    if (!stored || !first) return undefined
    const message = await this.#withText(room, stored)
    const { messages } = await history(room, seq + CONTEXT + 1, 2 * CONTEXT + 1)
    const context = messages
      .filter((one) => Math.abs(one.seq - seq) <= 2 * CONTEXT)
      .map((one) => (one.id === id ? message : one))
    return { id, room, message, context, reports: rows.map(toReport), at: toIsoTime(first) }
  }

  /** What a hidden message says, for those who are to look at it. */
  async #withText(room: string, message: Message): Promise<Message> {
    if (!message.hidden) return message
    return { ...message, text: (await this.hiddenText(room, message.id)) ?? '' }
  }

  async hiddenText(room: string, id: string): Promise<string | undefined> {
    const [row] = await this.#options.sql.read(
      'SELECT text FROM hidden_texts WHERE room = $1 AND message_id = $2',
      room,
      id,
    )
    return row && String(row['text'])
  }

  /** The statement that keeps what a message says before it is hidden. */
  keepText(room: string, { id, text }: Message): SqlStatement {
    return {
      text: `INSERT INTO hidden_texts (room, message_id, text) VALUES ($1, $2, $3)
             ON CONFLICT (room, message_id) DO UPDATE SET text = excluded.text`,
      values: [room, id, text],
    }
  }

  /** The statement that forgets it. */
  forgetText(room: string, id: string): SqlStatement {
    return {
      text: 'DELETE FROM hidden_texts WHERE room = $1 AND message_id = $2',
      values: [room, id],
    }
  }
}

/** How many reports of the same user came to this, in a column of its name. */
function countOf(outcome: ReportOutcome): string {
  return `(SELECT count(*) FROM reports AS earlier
           WHERE earlier.by_id = reports.by_id AND earlier.outcome = '${outcome}') AS ${outcome}`
}

function toReport(row: SqlRow): ReportedMessage['reports'][number] {
  const by = JSON.parse(String(row['by_user'])) as User
  return { by, reason: String(row['reason']), at: toIsoTime(row) }
}

function toIsoTime(row: SqlRow): string {
  return new Date(Number(row['at'])).toISOString()
}
