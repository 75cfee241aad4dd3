import type { Message, User } from '@chat/protocol'
import { ruleOf } from './keep-rule.js'
import type {
  DueRequest,
  DueRoom,
  Keeping,
  NamedRoom,
  Portion,
  Stretch,
  Traces,
} from './keeping.js'
import { parseSettings, toMessage, type MessageRow, type RoomRow } from './rows.js'
import type { Sql } from './sql.js'
import { toMoment } from './to-moment.js'

type DueRow = RoomRow & { oldest_at: number | null }
type Table = 'messages' | 'changes'
/** Behind which row of which table. */
type Place = { table: Table; roomId: number; seq: number }

const START: Place = { table: 'messages', roomId: 0, seq: 0 }

/** Over the tables of logs, which SQLite and PostgreSQL understand alike. */
export class SqlKeeping implements Keeping {
  readonly #sql: Sql

  constructor(sql: Sql) {
    this.#sql = sql
  }

  async due(request: DueRequest): Promise<{ due: DueRoom[]; next?: string }> {
    const { rule, after, rooms: limit } = request
    const hasRule = rule.maxAgeS !== undefined || rule.maxMessages !== undefined
    const rows = await this.#read<DueRow>(
      `SELECT page.*, CASE
         WHEN $3 = 1 OR settings LIKE '%"maxAgeS"%' THEN (
           SELECT messages.at FROM messages
           WHERE messages.room_id = page.id AND messages.seq > page.floor
           ORDER BY messages.seq LIMIT 1
         ) END AS oldest_at
       FROM (
         SELECT id, name, seq, floor, last_at, settings FROM rooms
         WHERE name > $1 ORDER BY name LIMIT $2
       ) AS page ORDER BY name`,
      ...[after, limit, hasRule ? 1 : 0],
    )
    const due: DueRoom[] = []
    for (const row of rows) {
      const found = await this.#dueIn(row, request)
      if (found) due.push(found)
    }
    const last = rows.length === limit ? rows.at(-1) : undefined
    return { due, ...(last && { next: last.name }) }
  }

  async #dueIn(
    { id, name, seq, floor, last_at: lastAt, settings, oldest_at: oldestAt }: DueRow,
    { rule, now, step, since }: DueRequest,
  ): Promise<DueRoom | undefined> {
    const { maxAgeS, maxMessages } = ruleOf(rule, parseSettings(settings))
    const oldest = maxAgeS === Infinity ? 0 : toMoment(now - maxAgeS * 1_000)
    const isOld = oldestAt !== null && oldestAt < oldest
    const mayBeMany = seq - floor > maxMessages && lastAt >= since
    if (!isOld && !mayBeMany) return undefined
    const surplus = mayBeMany ? await this.#surplus(id, floor, maxMessages) : 0
    if (!isOld && surplus === 0) return undefined
    const [portion] = await this.#read<{ up_to: number | null; count: number; last: number }>(
      `SELECT max(CASE WHEN at < $4 OR seq <= $5 THEN seq END) AS up_to,
              count(*) AS count, max(seq) AS last
       FROM (
         SELECT seq, at FROM messages WHERE room_id = $1 AND seq > $2 ORDER BY seq LIMIT $3
       ) AS portion`,
      ...[id, floor, step, oldest, surplus],
    )
    if (!portion || portion.up_to === null) return undefined
    const isMore = Number(portion.count) === step && portion.up_to === portion.last
    return { room: name, upTo: portion.up_to, isMore }
  }

  /** The seq of the latest message that is one too many; 0 where none is. */
  async #surplus(roomId: number, floor: number, maxMessages: number): Promise<number> {
    const [row] = await this.#read<{ seq: number }>(
      `SELECT seq FROM messages WHERE room_id = $1 AND seq > $2 AND NOT deleted
       ORDER BY seq DESC LIMIT 1 OFFSET $3`,
      ...[roomId, floor, maxMessages],
    )
    return row?.seq ?? 0
  }

  async messagesAfter(room: string, after: number, limit: number): Promise<Message[]> {
    const rows = await this.#read<MessageRow & { floor: number }>(
      `SELECT messages.*, rooms.floor FROM rooms JOIN messages ON messages.room_id = rooms.id
       WHERE rooms.name = $1 AND messages.seq > $2 AND messages.seq > rooms.floor
       ORDER BY messages.seq LIMIT $3`,
      ...[room, after, limit],
    )
    return rows.map((row) => toMessage(row, row.floor))
  }

  async count(): Promise<number> {
    const [row] = await this.#read<{ count: number }>(
      'SELECT coalesce(sum(seq), 0) AS count FROM rooms',
    )
    return Number(row?.count)
  }

  async traces(userId: string, { cursor, limit }: Portion): Promise<Traces> {
    const { roomId, seq } = readCursor(cursor)
    const rows = await this.#read<MessageRow & { room: string; floor: number }>(
      `SELECT portion.*, rooms.name AS room, rooms.floor FROM (
         SELECT * FROM messages WHERE (room_id, seq) > ($1, $2) ORDER BY room_id, seq LIMIT $3
       ) AS portion JOIN rooms ON rooms.id = portion.room_id
       WHERE portion.seq > rooms.floor AND NOT portion.deleted
         AND (portion.user_id = $4 OR portion.reactions LIKE $5)
       ORDER BY portion.room_id, portion.seq`,
      ...[roomId, seq, limit, userId, `%"${userId}"%`],
    )
    const traces: Traces = { messages: [], reactions: [] }
    for (const row of rows) {
      const { room } = row
      const message = toMessage(row, row.floor)
      if (message.user.id === userId) traces.messages.push({ room, message })
      for (const [emoji, users] of Object.entries(message.reactions ?? {})) {
        if (users.includes(userId)) traces.reactions.push({ room, id: message.id, emoji })
      }
    }
    const next = await this.#placeAfter({ table: 'messages', roomId, seq }, limit)
    return { ...traces, ...(next && { next: toCursor(next) }) }
  }

  async countOf({ room, userId, after, upTo, limit }: Stretch) {
    const [row] = await this.#read<{ count: number; last: number | null }>(
      `SELECT count(*) AS count, max(seq) AS last FROM (
         SELECT messages.seq FROM rooms JOIN messages ON messages.room_id = rooms.id
         WHERE rooms.name = $1 AND messages.seq > $2 AND messages.seq <= $3
           AND messages.seq > rooms.floor AND messages.user_id = $4 AND NOT messages.deleted
         ORDER BY messages.seq LIMIT $5
       ) AS found`,
      ...[room, after, upTo, userId, limit],
    )
    const count = Number(row?.count)
    return { count, upTo: count === limit ? Number(row?.last) : upTo }
  }

  async rename(
    { id, name }: Pick<User, 'id' | 'name'>,
    { cursor, limit }: Portion,
    before?: (rooms: NamedRoom[]) => Promise<void>,
  ): Promise<{ next?: string }> {
    const place = readCursor(cursor)
    const { table, roomId, seq } = place
    // The rows of a room stand together: a range for each room in which there are some of theirs.
    const ranges = await this.#read<NamedRoom & { room_id: number }>(
      `SELECT room_id, rooms.name AS room, first, last FROM (
         SELECT room_id, min(seq) AS first, max(seq) AS last FROM (
           SELECT room_id, seq, user_id, user_name FROM ${table}
           WHERE (room_id, seq) > ($1, $2) ORDER BY room_id, seq LIMIT $3
         ) AS portion WHERE user_id = $4 AND user_name <> $5 GROUP BY room_id
       ) AS found JOIN rooms ON rooms.id = room_id`,
      ...[roomId, seq, limit, id, name],
    )
    if (table === 'messages' && ranges.length > 0) await before?.(ranges)
    const statements = ranges.map(({ room_id, first, last }) => ({
      text: `UPDATE ${table} SET user_name = $1
             WHERE room_id = $2 AND seq >= $3 AND seq <= $4 AND user_id = $5`,
      values: [name, room_id, first, last, id],
    }))
    if (statements.length > 0) await this.#sql.write(...statements)
    const next = await this.#placeAfter(place, limit)
    if (next) return { next: toCursor(next) }
    return table === 'messages' ? { next: toCursor({ ...START, table: 'changes' }) } : {}
  }

  /** Where a portion ends; undefined where it is the table's last. */
  async #placeAfter({ table, roomId, seq }: Place, limit: number): Promise<Place | undefined> {
    const [row] = await this.#read<{ room_id: number; seq: number }>(
      `SELECT room_id, seq FROM ${table} WHERE (room_id, seq) > ($1, $2)
       ORDER BY room_id, seq LIMIT 1 OFFSET $3`,
      ...[roomId, seq, limit - 1],
    )
    return row && { table, roomId: row.room_id, seq: row.seq }
  }

  async #read<Row>(text: string, ...values: (string | number)[]): Promise<Row[]> {
    return (await this.#sql.read(text, ...values)) as Row[]
  }
}

function readCursor(cursor: string | undefined): Place {
  const [table, roomId, seq] = cursor?.split(' ') ?? []
  if (table !== 'messages' && table !== 'changes') return START
  return { table, roomId: Number(roomId), seq: Number(seq) }
}

function toCursor({ table, roomId, seq }: Place): string {
  return `${table} ${roomId} ${seq}`
}
