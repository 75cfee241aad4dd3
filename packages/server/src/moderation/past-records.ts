import { keyOf } from '../store/create-key.js'
import type { KeepRule } from '../store/keep-rule.js'
import type { Sql, SqlStatement } from '../store/sql.js'
import { toMoment } from '../store/to-moment.js'

const DAY_MS = 86_400_000

/** How long the rows of these tables are kept, ms. */
export const KEPT_MS = {
  audit: 365 * DAY_MS,
  /** Once they are closed. */
  reports: 90 * DAY_MS,
  /** Or as long as messages are, where that is shorter. */
  held: 90 * DAY_MS,
  /** After their end. */
  sanctions: 365 * DAY_MS,
  links: 365 * DAY_MS,
  /** For a webhook that is there no more; the others are given up sooner. */
  deliveries: 14 * DAY_MS,
} as const

/**
 * Deletes from the tables beside the logs what has stood there for long enough; answers with how many rows it was. By
 * their ids, which begin with the time: the rest of the tables is not looked at.
 */
export async function deletePastRecords(
  sql: Sql,
  { maxAgeS = Infinity }: KeepRule,
  now: number = Date.now(),
): Promise<number> {
  const past = (text: string, keptMs: number): SqlStatement => {
    const before = toMoment(now - keptMs)
    return {
      text: `${text} AND id < $2 AND at < $1 RETURNING 1 AS gone`,
      values: [before, keyOf(before)],
    }
  }
  const rows = await sql.write(
    past('DELETE FROM audit WHERE true', KEPT_MS.audit),
    past('DELETE FROM reports WHERE outcome IS NOT NULL', KEPT_MS.reports),
    past('DELETE FROM held WHERE true', Math.min(KEPT_MS.held, maxAgeS * 1_000)),
    past('DELETE FROM deliveries WHERE true', KEPT_MS.deliveries),
  )
  return rows.flat().length
}
