import { expect, onTestFinished, test } from 'vitest'
import { fastestMs } from '../../test/fastest-ms.js'
import { keyOf } from '../store/create-key.js'
import { MemoryStore } from '../store/memory-store.js'
import { deleteEndedRecords } from './ended-records.js'
import { deletePastRecords, KEPT_MS } from './past-records.js'

const now = Date.parse('2026-05-01T10:00:00.000Z')
const user = JSON.stringify({ id: 'ann', name: 'Ann' })

function createTables() {
  const store = new MemoryStore()
  onTestFinished(() => store.close())
  const { sql } = store
  return {
    sql,
    ids: async (table: string) =>
      (await sql.read(`SELECT id FROM ${table} ORDER BY id`)).map(({ id }) => id),
    add: async (table: string, row: Record<string, string | number | null>) => {
      const places = Object.keys(row).map((_, index) => `$${index + 1}`)
      const text = `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})`
      await sql.write({ text, values: Object.values(row) })
    },
  }
}

test.each(['audit', 'held', 'deliveries'] as const)(
  'a row of %s stays for its time, and no longer',
  async (table) => {
    const { sql, add, ids } = createTables()
    const rest = {
      audit: { by_user: user, action: 'ban' },
      held: { message_id: 'm', user_id: 'ann', by_user: user, text: 'Hi', reason: 'new' },
      deliveries: { url: 'u', type: 'message', body: '{}', attempts: 0, due_at: 0 },
    }[table]
    const limit = now - KEPT_MS[table]
    const present = `${keyOf(limit)}x`
    await add(table, { id: `${keyOf(limit - 1)}x`, room: 'tea', at: limit - 1, ...rest })
    await add(table, { id: present, room: 'coffee', at: limit, ...rest })
    expect(await deletePastRecords(sql, {}, now)).toBe(1)
    expect(await ids(table)).toEqual([present])
    expect(await deletePastRecords(sql, {}, now)).toBe(0)
  },
)

test('what waits for a moderator goes no later than messages do', async () => {
  const { sql, add, ids } = createTables()
  const held = { user_id: 'ann', by_user: user, text: 'Hi', reason: 'new', room: 'tea' }
  for (const at of [now - 60_001, now - 60_000]) {
    await add('held', { id: `${keyOf(at)}x`, message_id: `${at}`, at, ...held })
  }
  await deletePastRecords(sql, { maxAgeS: 60 }, now)
  expect(await ids('held')).toEqual([`${keyOf(now - 60_000)}x`])
})

test('reports go once they are closed, and not while nobody has looked', async () => {
  const { sql, add, ids } = createTables()
  const by = { by_id: 'ann', by_user: user, mark: 'nX', is_fresh: 0 }
  const report = { room: 'tea', seq: 1, of_id: 'ben', ...by, reason: 'spam', at: 0 }
  const [open, closed, justClosed] = [`${keyOf(1)}x`, `${keyOf(2)}x`, `${keyOf(now)}x`]
  await add('reports', { id: open, message_id: '1', outcome: null, ...report })
  await add('reports', { id: closed, message_id: '2', outcome: 'acted', ...report })
  await add('reports', { id: justClosed, message_id: '3', outcome: 'acted', ...report, at: now })
  await deletePastRecords(sql, {}, now)
  expect(await ids('reports')).toEqual([open, justClosed])
  await deleteEndedRecords(sql, now)
  expect(await sql.read(`SELECT id FROM reports WHERE mark <> ''`)).toEqual([{ id: open }])
})

test('a name that is kept for nobody any more goes', async () => {
  const { sql, add } = createTables()
  const name = { room: 'tea', name: 'Ann', user_id: 'ann' }
  await add('kept_names', { skeleton: 'ann', until: now - 1, ...name })
  await add('kept_names', { skeleton: 'ben', until: now + 1, ...name })
  await deleteEndedRecords(sql, now)
  expect(await sql.read('SELECT skeleton FROM kept_names')).toEqual([{ skeleton: 'ben' }])
})

test('the marks of a sanction go when it ends, itself a year later', async () => {
  const { sql, add, ids } = createTables()
  const ban = {
    type: 'ban',
    user_id: 'ann',
    user_name: 'Ann',
    marks: '["nX"]',
    at: 0,
    by_user: user,
    changed_at: 0,
  }
  await add('sanctions', { id: '1 for good', until: null, ...ban })
  await add('sanctions', { id: '2 holds', until: now + 1, ...ban })
  await add('sanctions', { id: '3 over', until: now - 1, ...ban })
  await add('sanctions', { id: '4 lifted', until: null, lifted_at: now - 1, ...ban })
  await add('sanctions', { id: '5 long over', until: now - KEPT_MS.sanctions - 1, ...ban })
  await deleteEndedRecords(sql, now)
  expect(await ids('sanctions')).toEqual(['1 for good', '2 holds', '3 over', '4 lifted'])
  const marked = await sql.read(`SELECT id FROM sanctions WHERE marks <> '[]' ORDER BY id`)
  expect(marked.map(({ id }) => id)).toEqual(['1 for good', '2 holds'])
})

test('to find what goes takes no longer the more stays', async () => {
  const fewMs = await lookingMs(1_000)
  expect((await lookingMs(100_000)) / fewMs).toBeLessThan(20)
})

/** How long it takes with so many entries of which none goes. */
async function lookingMs(entries: number): Promise<number> {
  const { sql } = createTables()
  await sql.write({
    text: `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < $3)
           INSERT INTO audit (id, at, by_user, action) SELECT $1 || n, $2, '{}', 'delete' FROM n`,
    values: [keyOf(now), now, entries],
  })
  return fastestMs(() => deletePastRecords(sql, {}, now))
}
