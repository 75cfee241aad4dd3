import { expect, test } from 'vitest'
import { fastestMs } from '../../test/fastest-ms.js'
import { MemoryStore } from '../store/memory-store.js'
import { WebhookOutbox } from './webhook-outbox.js'

const url = 'https://example.com/hook'
const other = 'https://example.org/hook'

/** So many stand in line for one address, most of them in one room. */
async function createFull(count: number) {
  const { sql } = new MemoryStore()
  await sql.write({
    text: `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < $1)
           INSERT INTO deliveries (id, url, room, type, body, at, attempts, due_at)
           SELECT printf('%011d', n), $2, CASE n % 1000 WHEN 0 THEN 'coffee' ELSE 'tea' END,
                  'message', '{}', 0, 0, 0 FROM n`,
    values: [count, url],
  })
  return new WebhookOutbox(sql, [
    { url, secret: '' },
    { url: other, secret: '' },
  ])
}

test('where nobody waits there is no line', async () => {
  expect(await new WebhookOutbox(new MemoryStore().sql, []).lines()).toEqual([])
})

test('all lines are found, of each address and room one', async () => {
  const outbox = await createFull(5_000)
  await outbox.add('tea', 'message', {})
  const lines = [
    { url, room: 'coffee' },
    { url, room: 'tea' },
    { url: other, room: 'tea' },
  ]
  expect(await outbox.lines()).toEqual(lines)
})

test('to find out who waits takes no longer the more do', async () => {
  const few = await createFull(1_000)
  const many = await createFull(100_000)
  const fewMs = await fastestMs(() => few.lines())
  expect((await fastestMs(() => many.lines())) / fewMs).toBeLessThan(20)
})
