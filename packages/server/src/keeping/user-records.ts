import { toPattern } from '../store/search.js'
import type { Sql, SqlRow, SqlStatement, SqlValue } from '../store/sql.js'
import { ERASED_NAME } from './erased-name.js'

/** As JSON has a user of this id, whatever they are called; and by the name of those who were erased. */
const asUser = (id: string) => `"id":${JSON.stringify(id)}`
const asErased = (id: string) => `${asUser(id)},"name":${JSON.stringify(ERASED_NAME)}`
const LIKE = `LIKE $1 ESCAPE '\\'`

/**
 * Takes a user out of the tables beside the logs: what they wrote and said there goes. What was done to them, and what
 * they did as a moderator, stays without their name. Again is harmless. Answers with the rooms in which less waits for
 * moderators now.
 */
export async function eraseUserRecords(sql: Sql, id: string): Promise<Set<string>> {
  const [held = [], reports = []] = await sql.write(
    { text: 'DELETE FROM held WHERE user_id = $1 RETURNING room', values: [id] },
    { text: 'DELETE FROM reports WHERE of_id = $1 RETURNING room', values: [id] },
    {
      // What they have reported may be hidden because of it: moderators are still to look.
      text: `UPDATE reports SET by_user = $1, mark = '', reason = '' WHERE by_id = $2`,
      values: [JSON.stringify({ id, name: ERASED_NAME }), id],
    },
    { text: 'DELETE FROM kept_names WHERE user_id = $1', values: [id] },
    {
      // But for what erasing has put in line itself.
      text: `DELETE FROM deliveries WHERE body ${LIKE} AND NOT body LIKE $2 ESCAPE '\\'`,
      values: [toPattern(asUser(id)), toPattern(asErased(id))],
    },
    {
      text: `UPDATE sanctions SET user_name = $1, changed_at = $2
             WHERE user_id = $3 AND user_name <> $1`,
      values: [ERASED_NAME, Date.now(), id],
    },
  )
  for (const table of ['sanctions', 'audit']) await eraseAuthor(sql, table, id)
  await eraseTarget(sql, id)
  return new Set([...held, ...reports].map((row) => String(row['room'])))
}

/** What waits and is remembered of a room beside its log; but for clears, which other servers are to be told of. */
export function eraseRoomRecords(room: string): SqlStatement[] {
  const values: SqlValue[] = [room]
  return [
    ...['held', 'reports', 'kept_names'].map((table) => ({
      text: `DELETE FROM ${table} WHERE room = $1`,
      values,
    })),
    { text: `DELETE FROM deliveries WHERE room = $1 AND type <> 'clear'`, values },
  ]
}

/** Who did something stands there as JSON, the same in all their rows. */
async function eraseAuthor(sql: Sql, table: string, id: string): Promise<void> {
  const rows = await sql.read(
    `SELECT DISTINCT by_user FROM ${table} WHERE by_user ${LIKE}`,
    toPattern(asUser(id)),
  )
  await writeAll(
    sql,
    rows.flatMap(({ by_user: before = '' }) => {
      const after = renamed(String(before))
      const text = `UPDATE ${table} SET by_user = $1 WHERE by_user = $2`
      return after === before ? [] : { text, values: [after, before] }
    }),
  )
}

/** To whom something was done: the entry is about them, or about a message of theirs. */
async function eraseTarget(sql: Sql, id: string): Promise<void> {
  const rows = await sql.read(
    `SELECT id, details FROM audit WHERE details ${LIKE} OR (target = $2 AND details IS NOT NULL)`,
    toPattern(`"user":${JSON.stringify(id)}`),
    id,
  )
  await writeAll(
    sql,
    rows.flatMap(({ id: entry = '', details: before = '' }: SqlRow) => {
      const after = renamed(String(before))
      const text = 'UPDATE audit SET details = $1 WHERE id = $2'
      return after === before ? [] : { text, values: [after, entry] }
    }),
  )
}

/** The same JSON with the other name, where there is a name in it. */
function renamed(json: string): string {
  const value = JSON.parse(json) as object
  return 'name' in value ? JSON.stringify({ ...value, name: ERASED_NAME }) : json
}

async function writeAll(sql: Sql, statements: readonly SqlStatement[]): Promise<void> {
  if (statements.length > 0) await sql.write(...statements)
}
