import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Append } from '../src/store/append.js'
import { createDatabase, execute, hasPostgres } from './real-postgres.js'
import { PostgresStore } from '../src/store/postgres/postgres-store.js'
import { eventually } from './eventually.js'
import { ann, decide } from './store-contract/test-with-log.js'
import { describeStore } from './store-contract.js'

describe.runIf(hasPostgres)('on a real server', () => {
  let url: string
  let count = 0
  beforeAll(async () => {
    url = await createDatabase()
  })

  describeStore('PostgresStore', async (options) => {
    const schema = `s${(count += 1)}`
    await execute(url, `CREATE SCHEMA ${schema}`)
    return new PostgresStore({ url: `${url}?options=-csearch_path%3D${schema}`, ...options })
  })
  test('a page of a room costs what a page costs, however long the room is, and before anything is known of it', async () => {
    const database = await createDatabase()
    const store = new PostgresStore({ url: database })
    await store.open()
    onTestFinished(() => store.close())
    // As it is until PostgreSQL gets to count what has been written.
    await execute(database, 'ALTER TABLE messages SET (autovacuum_enabled = off)')
    for (let room = 1; room <= 20; room += 1) {
      const say = (): Append => {
        return { type: 'message', room: `${room}`, user: ann, id: randomUUID(), text: 'Hello' }
      }
      await store.append(Array.from({ length: 2_000 }, say), decide)
    }
    // What a connection has read is counted as it ends, a moment after it was told to.
    const readRows = async () => {
      await eventually(async () => {
        const others = `SELECT FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`
        expect(await execute(database, others)).toEqual([])
      })
      const [row] = await execute<{ count: string }>(
        database,
        `SELECT coalesce(idx_tup_fetch, 0) + seq_tup_read AS count FROM pg_stat_user_tables
         WHERE relname = 'messages'`,
      )
      return Number(row?.count)
    }
    await store.close()
    const before = await readRows()
    await store.open()
    const page = await store.latest('7', 50)
    expect(page.messages).toHaveLength(50)
    await store.close()
    const read = (await readRows()) - before
    expect(read).toBeGreaterThan(0)
    expect(read).toBeLessThan(100)
  })

  test('a statement that reads a small table whole is run, and not compiled first', async () => {
    const store = new PostgresStore({ url: await createDatabase() })
    await store.open()
    onTestFinished(() => store.close())
    const [plan] = await store.sql.read(
      'EXPLAIN (ANALYZE, FORMAT JSON) SELECT coalesce(sum(seq), 0) FROM rooms',
    )
    expect(plan?.['QUERY PLAN']).toMatchObject([{ 'Execution Time': expect.any(Number) as number }])
    expect(plan?.['QUERY PLAN']).not.toMatchObject([{ JIT: {} }])
  })
})
