import type { Sql, SqlRow } from '../store/sql.js'
import { KEPT_MS } from './past-records.js'

/**
 * Deletes what has ended by a time of its own, and the marks that are of no use any more; answers with how many rows it
 * was. Looks through whole tables, each by itself: not to be done often.
 */
export async function deleteEndedRecords(sql: Sql, now: number = Date.now()): Promise<number> {
  const rows: SqlRow[] = []
  const run = async (text: string, ...values: number[]) => {
    const [gone = []] = await sql.write({ text: `${text} RETURNING 1 AS gone`, values })
    rows.push(...gone)
  }
  await run('DELETE FROM kept_names WHERE until < $1', now)
  // Marks are of use only while a sanction holds, and reports are counted.
  await run(`UPDATE reports SET mark = '' WHERE mark <> '' AND outcome IS NOT NULL`)
  await run(
    `UPDATE sanctions SET marks = '[]'
     WHERE marks <> '[]' AND (lifted_at IS NOT NULL OR until < $1)`,
    now,
  )
  await run('DELETE FROM sanctions WHERE until < $1 OR lifted_at < $1', now - KEPT_MS.sanctions)
  await run('DELETE FROM moderator_links WHERE until < $1', now - KEPT_MS.links)
  return rows.length
}
