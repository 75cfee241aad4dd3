import { createKey } from '../store/create-key.js'
import type { Sql, SqlRow, SqlStatement } from '../store/sql.js'
import { webhooksFor, type Webhook, type WebhookEvent } from './webhook.js'

/** Something to tell, to one address. */
export type Delivery = {
  /** Unique: who gets it twice knows by it. */
  id: string
  url: string
  room: string
  body: string
  /** When it happened, ms since 1970. */
  at: number
  attempts: number
  /** When it is to be tried next, ms since 1970. */
  dueAt: number
}

/** Where the deliveries to one address about one room stand in line. */
export type Line = { url: string; room: string }

/** What is to be told and was not taken yet: in the store, so that no restart loses it. */
export class WebhookOutbox {
  readonly #sql: Sql
  readonly #webhooks: readonly Webhook[]
  readonly #now: () => number

  constructor(sql: Sql, webhooks: readonly Webhook[], now: () => number = Date.now) {
    this.#sql = sql
    this.#webhooks = webhooks
    this.#now = now
  }

  /** The statements that put an event in line for all who want it; to be written together with what it tells of. */
  entries(room: string, type: WebhookEvent, data: unknown): SqlStatement[] {
    const at = this.#now()
    return webhooksFor(this.#webhooks, type, room).map(({ url }) => {
      const id = createKey(at)
      const body = JSON.stringify({ id, type, room, at: new Date(at).toISOString(), data })
      return {
        text: `INSERT INTO deliveries (id, url, room, type, body, at, attempts, due_at)
               VALUES ($1, $2, $3, $4, $5, $6, 0, $6)`,
        values: [id, url, room, type, body, at],
      }
    })
  }

  /** Puts an event in line. */
  async add(room: string, type: WebhookEvent, data: unknown): Promise<void> {
    const entries = this.entries(room, type, data)
    if (entries.length > 0) await this.#sql.write(...entries)
  }

  /** All lines in which somebody waits, in order. */
  async lines(): Promise<Line[]> {
    // From one to the next by the index: asked after every commit, it must not take longer the more wait.
    const rows = await this.#sql.read(
      `WITH RECURSIVE
         urls (url) AS (
           SELECT min(url) FROM deliveries
           UNION ALL
           SELECT (SELECT min(url) FROM deliveries WHERE url > urls.url) FROM urls
           WHERE url IS NOT NULL
         ),
         lines (url, room) AS (
           SELECT url, (SELECT min(room) FROM deliveries WHERE url = urls.url) FROM urls
           WHERE url IS NOT NULL
           UNION ALL
           SELECT url, (
             SELECT min(room) FROM deliveries WHERE url = lines.url AND room > lines.room
           ) FROM lines WHERE room IS NOT NULL
         )
       SELECT url, room FROM lines WHERE room IS NOT NULL ORDER BY url, room`,
    )
    return rows.map((row) => ({ url: String(row['url']), room: String(row['room']) }))
  }

  /** The first `limit` of a line. */
  async head({ url, room }: Line, limit: number): Promise<Delivery[]> {
    const rows = await this.#sql.read(
      'SELECT * FROM deliveries WHERE url = $1 AND room = $2 ORDER BY id LIMIT $3',
      url,
      room,
      limit,
    )
    return rows.map(toDelivery)
  }

  /** It was taken, or is given up. */
  async remove(id: string): Promise<void> {
    await this.#sql.write({ text: 'DELETE FROM deliveries WHERE id = $1', values: [id] })
  }

  async postpone({ id, attempts, dueAt }: Delivery): Promise<void> {
    await this.#sql.write({
      text: 'UPDATE deliveries SET attempts = $1, due_at = $2 WHERE id = $3',
      values: [attempts, dueAt, id],
    })
  }
}

function toDelivery(row: SqlRow): Delivery {
  return {
    id: String(row['id']),
    url: String(row['url']),
    room: String(row['room']),
    body: String(row['body']),
    at: Number(row['at']),
    attempts: Number(row['attempts']),
    dueAt: Number(row['due_at']),
  }
}
