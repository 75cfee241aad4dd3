import type { KeepRule } from '../store/keep-rule.js'
import type { Sql, SqlStatement, SqlValue } from '../store/sql.js'

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

/** Deletes from the tables beside the logs what has stood there for long enough; answers with how many rows it was. */
export async function deletePastRecords(
  sql: Sql,
  { maxAgeS = Infinity }: KeepRule,
  now: number = Date.now(),
): Promise<number> {
  const statement = (text: string, ...values: SqlValue[]): SqlStatement => {
    return { text: `${text} RETURNING 1 AS gone`, values }
  }
  const held = now - Math.min(KEPT_MS.held, maxAgeS * 1_000)
  const sanctions = now - KEPT_MS.sanctions
  const rows = await sql.write(
    statement('DELETE FROM audit WHERE at < $1', now - KEPT_MS.audit),
    statement('DELETE FROM reports WHERE at < $1 AND outcome IS NOT NULL', now - KEPT_MS.reports),
    statement('DELETE FROM held WHERE at < $1', held),
    statement('DELETE FROM kept_names WHERE until < $1', now),
    // Marks are of use only while a sanction holds, and reports are counted.
    statement(`UPDATE reports SET mark = '' WHERE mark <> '' AND outcome IS NOT NULL`),
    statement(
      `UPDATE sanctions SET marks = '[]'
       WHERE marks <> '[]' AND (lifted_at IS NOT NULL OR until < $1)`,
      now,
    ),
    statement('DELETE FROM sanctions WHERE until < $1 OR lifted_at < $1', sanctions),
    statement('DELETE FROM moderator_links WHERE until < $1', now - KEPT_MS.links),
    statement('DELETE FROM deliveries WHERE at < $1', now - KEPT_MS.deliveries),
  )
  return rows.flat().length
}
