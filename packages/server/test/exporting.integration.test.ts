import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { ADMIN_KEY } from './api/caller.js'
import { NAME, ROOMS, SAID, startWithTraces } from './left-traces.js'
import { createDatabase, hasPostgres } from './real-postgres.js'
import { startServer } from './running-server.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { SqliteStore } from '../src/store/sqlite/sqlite-store.js'
import { ann as first, decide } from './store-contract/test-with-log.js'

const folder = useTemporaryFolder()
const [room, other] = ROOMS

type Line = { room: string; text: string; seq?: number; held?: true; user: { id: string } }

async function read(lines: AsyncIterable<string>): Promise<Line[]> {
  const all: Line[] = []
  for await (const line of lines) all.push(JSON.parse(line) as Line)
  return all
}

describe.each([
  ['SQLite', true, async () => join(folder, `${randomUUID()}.db`)],
  ['PostgreSQL', hasPostgres, async () => createDatabase()],
  ['memory', true, async () => 'memory'],
] as [string, boolean, () => Promise<string>][])('over %s', (_, isThere, create) => {
  let database: string
  beforeEach(async (context) => {
    if (!isThere) context.skip()
    database = await create()
  })

  test('what a user wrote comes out whole: what was edited, hidden or waits too, and nobody else’s', async () => {
    const { server, id, bens } = await startWithTraces({ database, dataDir: folder })
    const lines = await read(server.export({ user: id }))
    expect(lines.map((line) => [line.room, line.text])).toEqual([
      [room, `then: ${SAID}`],
      [room, `rude: ${SAID}`],
      [other, `elsewhere: ${SAID}`],
      [other, `waiting: ${SAID}`],
    ])
    expect(lines.at(-1)).toMatchObject({ held: true, user: { id, name: NAME } })
    expect(await read(server.export({ user: id, room }))).toEqual(lines.slice(0, 2))
    expect(await read(server.export({ user: id, room: other }))).toEqual(lines.slice(2))
    const all = await read(server.export({ room }))
    expect(all.map(({ text }) => text)).toEqual(['Hello, all', `then: ${SAID}`, `rude: ${SAID}`])
    expect(all[0]).toMatchObject({
      id: bens.id,
      room,
      seq: 1,
      reactions: { '👍': [id, expect.any(String)] },
    })

    await server.eraseUser(id)
    expect(await read(server.export({ user: id }))).toEqual([])
    expect(await read(server.export({ room }))).toHaveLength(1)
  })
})

test('a room that cannot be is refused, and one that is not is empty', async () => {
  const server = await startServer()
  await expect(read(server.export({ room: ' ' }))).rejects.toMatchObject({ code: 'invalid_room' })
  expect(await read(server.export({ room: 'nobody-was-here' }))).toEqual([])
})

test('much is read in portions, as it is taken', async () => {
  const path = join(folder, 'long.db')
  const store = new SqliteStore({ path })
  await store.open()
  const text = 'x'.repeat(1_000)
  for (let batch = 0; batch < 40; batch += 1) {
    const messages = Array.from({ length: 500 }, () => {
      return { type: 'message', room, user: first, id: randomUUID(), text } as const
    })
    await store.append(messages, decide)
  }
  await store.close()
  const logged: string[] = []
  const logger = pino({ level: 'warn' }, { write: (line) => logged.push(line) })
  const options = { database: path, dataDir: folder, logger, adminKey: ADMIN_KEY }
  const server = await startServer(options)
  let done = 0
  const lines = server.export({ room }, { onProgress: (progress) => (done = progress.done) })
  for (let line = 0; line < 1_001; line += 1) await lines.next()
  await new Promise(setImmediate)
  expect(done).toBe(1_000)
  await lines.return(undefined)

  const ask = async () => {
    const headers = { Authorization: `Bearer ${ADMIN_KEY}` }
    return fetch(`${server.url}/api/rooms/${room}/export`, { headers })
  }
  // Somebody who goes in the middle of it is no failure.
  const reader = (await ask()).body?.getReader()
  await reader?.read()
  await reader?.cancel()
  const response = await ask()
  const body = (await response.text()).trimEnd().split('\n')
  expect(body).toHaveLength(20_000)
  expect(JSON.parse(body.at(-1) ?? '')).toMatchObject({ room, seq: 20_000, text })
  expect(logged).toEqual([])
  let steps = 0
  for await (const _ of server.export({ user: first.id }, { onProgress: () => (steps += 1) }));
  expect(steps).toBe(42)
})
