import type { Sanction, User } from '@chat/protocol'
import type { SqlRow, SqlStatement } from '../store/sql.js'

/** A sanction with what others do not get to see. Times in ms since 1970. */
export type SanctionRecord = {
  id: string
  type: Sanction['type']
  /** Undefined: everywhere. */
  room: string | undefined
  user: User
  marks: readonly string[]
  at: number
  /** Infinity: until it is lifted. */
  until: number
  by: User
  reason: string | undefined
  liftedAt: number | undefined
}

export function insertSanction(sanction: SanctionRecord): SqlStatement {
  const { id, type, room, user, marks, at, until, by, reason } = sanction
  return {
    text: `INSERT INTO sanctions (id, type, room, user_id, user_name, marks, at, until, by_user, reason, changed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $7)`,
    values: [
      id,
      type,
      room ?? null,
      user.id,
      user.name,
      JSON.stringify(marks),
      at,
      until === Infinity ? null : until,
      JSON.stringify(by),
      reason ?? null,
    ],
  }
}

export function toSanctionRecord(row: SqlRow): SanctionRecord {
  return {
    id: String(row['id']),
    type: row['type'] === 'ban' ? 'ban' : 'mute',
    room: row['room'] === null ? undefined : String(row['room']),
    user: { id: String(row['user_id']), name: String(row['user_name']) },
    marks: JSON.parse(String(row['marks'])) as string[],
    at: Number(row['at']),
    until: row['until'] === null ? Infinity : Number(row['until']),
    by: JSON.parse(String(row['by_user'])) as User,
    reason: row['reason'] === null ? undefined : String(row['reason']),
    liftedAt: row['lifted_at'] === null ? undefined : Number(row['lifted_at']),
  }
}

/** As moderators see it. */
export function toSanction(record: SanctionRecord): Sanction {
  const { id, type, user, room, at, until, by, reason, liftedAt } = record
  return {
    id,
    type,
    user,
    ...(room !== undefined && { room }),
    at: new Date(at).toISOString(),
    ...(until !== Infinity && { until: new Date(until).toISOString() }),
    by,
    ...(reason !== undefined && { reason }),
    ...(liftedAt !== undefined && { liftedAt: new Date(liftedAt).toISOString() }),
  }
}
