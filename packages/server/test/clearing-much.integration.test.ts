import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Store } from '../src/store/store.js'
import { PostgresStore } from '../src/store/postgres/postgres-store.js'
import { SqliteStore } from '../src/store/sqlite/sqlite-store.js'
import { eventually } from './eventually.js'
import { createDatabase, hasPostgres } from './real-postgres.js'
import { startServer } from './running-server.js'
import { ann, ben, decide } from './store-contract/test-with-log.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()
const room = 'lounge'
const MESSAGES = 20_000

/** Two who write by turns. */
async function fill(store: Store): Promise<void> {
  await store.open()
  for (let written = 0; written < MESSAGES; written += 2_000) {
    const batch = Array.from({ length: 2_000 }, (_, index) => ({
      ...({ type: 'message', room, id: randomUUID(), text: `${index}` } as const),
      user: index % 2 ? ben : ann,
    }))
    await store.append(batch, decide)
  }
  await store.close()
}

test.each([
  ['SQLite', true, (path: string) => new SqliteStore({ path })],
  ['PostgreSQL', hasPostgres, (url: string) => new PostgresStore({ url })],
] as [string, boolean, (database: string) => Store][])(
  'while much of somebody is cleared, other rooms do not wait for all of it (%s)',
  async (name, isThere, create) => {
    if (!isThere) return
    const database = name === 'SQLite' ? join(folder, 'much.db') : await createDatabase()
    await fill(create(database))
    const server = await startServer({ database, dataDir: folder })
    const cleo = await Visitor.arrive(server.url)
    for (const of of [room, 'elsewhere']) await cleo.request('join', { room: of })

    const begun = new Promise((resolve) => cleo.socket.once('events', resolve))
    let isOver = false
    const clearing = server.moderate(room, { type: 'clear', of: ann.id }).then(() => {
      isOver = true
    })
    await begun
    await cleo.request('message', { room: 'elsewhere', text: 'Hello' })
    expect(isOver).toBe(false)

    await clearing
    const { messages } = await cleo.request('history', { room, before: MESSAGES + 1, limit: 4 })
    expect(messages.map(({ deleted }) => deleted)).toEqual([true, undefined, true, undefined])
    await eventually(() => {
      expect(cleo.events(room).at(-1)).toMatchObject({ type: 'clear', upTo: MESSAGES - 1 })
    })
    expect(cleo.events(room)).toHaveLength(MESSAGES / 2 / 500)
    // Nothing is left to do: the log stays as it is.
    await server.moderate(room, { type: 'clear', of: ann.id })
    await server.moderate(room, { type: 'settings', settings: { slowModeS: 1 } })
    await eventually(() => expect(cleo.events(room).at(-1)?.type).toBe('settings'))
    expect(cleo.events(room)).toHaveLength(MESSAGES / 2 / 500 + 1)
  },
)
