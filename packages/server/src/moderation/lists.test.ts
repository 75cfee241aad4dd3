import { expect, test } from 'vitest'
import { fastestMs } from '../../test/fastest-ms.js'
import { keyOf } from '../store/create-key.js'
import { MemoryStore } from '../store/memory-store.js'
import type { SqlStatement } from '../store/sql.js'
import { AuditTrail } from './audit-trail.js'
import { HeldMessages } from './held-messages.js'
import { Reports } from './reports.js'

const now = Date.parse('2026-05-01T10:00:00.000Z')
const user = JSON.stringify({ id: 'ann', name: 'Ann' })

/** So many rows for every one that is asked for. */
async function createFull(rows: number) {
  const { sql } = new MemoryStore()
  const insert = (table: string, columns: string, values: string): SqlStatement => ({
    text: `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${rows})
           INSERT INTO ${table} (id, at, by_user, room, ${columns})
           SELECT $1 || printf('%07d', n), $2, $3, ${values} FROM n`,
    values: [keyOf(now), now, user],
  })
  const outcome = `CASE n WHEN 9 THEN NULL ELSE 'acted' END`
  await sql.write(
    insert('audit', 'action', `CASE n WHEN 9 THEN 'tea' ELSE 'coffee' END, 'delete'`),
    insert(
      'held',
      'message_id, user_id, text, reason, outcome',
      `'tea', 'm' || n, 'ann', '', '', ${outcome}`,
    ),
    insert(
      'reports',
      'message_id, seq, of_id, by_id, mark, is_fresh, reason, outcome',
      `'tea', 'm' || n, n, 'ben', 'u' || n, '', 0, '', ${outcome}`,
    ),
  )
  return sql
}

/** How long each look takes at its fastest, ms. */
async function measureLooks(rows: number) {
  const sql = await createFull(rows)
  const page = { limit: 50 }
  const reports = new Reports({
    sql,
    message: async () => undefined,
    history: async () => ({ messages: [] }),
  })
  const [audit, held] = [new AuditTrail(sql), new HeldMessages(sql)]
  expect((await audit.list('tea', page)).entries).toHaveLength(1)
  expect((await held.list('tea', page)).entries).toMatchObject([{ id: 'm9' }])
  expect(await reports.count('tea')).toBe(1)
  return [
    await fastestMs(() => audit.list('tea', page)),
    await fastestMs(() => held.list('tea', page)),
    await fastestMs(() => reports.list('tea', page)),
    await fastestMs(() => reports.count('tea')),
  ]
}

test('what a moderator looks at in a room takes no longer the more is done or elsewhere', async () => {
  const few = await measureLooks(1_000)
  const many = await measureLooks(100_000)
  for (const [look, ms] of many.entries()) expect(ms / (few[look] ?? NaN)).toBeLessThan(20)
})
