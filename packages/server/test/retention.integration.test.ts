import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ChatServerOptions } from '../src/index.js'
import { SqliteStore } from '../src/store/sqlite/sqlite-store.js'
import { eventually } from './eventually.js'
import { standsInFiles } from './raw-database.js'
import { createDatabase, execute, hasPostgres } from './real-postgres.js'
import { startServer, type RunningServer } from './running-server.js'
import { ann, decide } from './store-contract/test-with-log.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()
const room = 'tea'
const SECRET = 'my phone number is 555-0123'

async function enter(server: RunningServer, name = room): Promise<Visitor> {
  const visitor = await Visitor.arrive(server.url, { name: 'Ann' })
  await visitor.request('join', { room: name })
  return visitor
}

async function textsIn(server: RunningServer, name = room): Promise<string[]> {
  const visitor = await Visitor.arrive(server.url)
  const answer = await visitor.request('join', { room: name })
  return 'messages' in answer ? answer.messages.map(({ text }) => text) : []
}

const DATABASES: [string, boolean, () => Promise<string>][] = [
  ['SQLite', true, async () => join(folder, `${randomUUID()}.db`)],
  ['PostgreSQL', hasPostgres, async () => createDatabase()],
  ['memory', true, async () => 'memory'],
]

describe.each(DATABASES)('over %s', (_, isThere, create) => {
  let database: string
  beforeEach(async (context) => {
    if (!isThere) context.skip()
    database = await create()
  })
  const start = (retention: ChatServerOptions['retention']) =>
    startServer({ database, dataDir: folder, retention: { everyS: 1, ...retention } })

  test('all but the latest messages go, everybody sees it, and the log keeps every place', async () => {
    const server = await start({ maxMessages: 3 })
    const ann = await enter(server)
    for (const text of ['1', '2', '3', '4', '5']) await ann.request('message', { room, text })
    await eventually(() =>
      expect(ann.events(room).findLast(({ type }) => type === 'clear')).toMatchObject({
        upTo: 2,
        user: { id: 'server' },
      }),
    )
    expect(await textsIn(server)).toEqual(['3', '4', '5'])
    const { events } = (await ann.request('sync', { room, after: 0 })) as {
      events: { seq: number }[]
    }
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_one, index) => index + 1))
  })

  test('a room may keep less than the others do', async () => {
    const server = await start({})
    const ann = await enter(server)
    const ben = await enter(server, 'coffee')
    await server.moderate(room, { type: 'settings', settings: { maxMessages: 1 } })
    for (const text of ['1', '2', '3']) {
      await ann.request('message', { room, text })
      await ben.request('message', { room: 'coffee', text })
    }
    await eventually(async () => expect(await textsIn(server)).toEqual(['3']))
    expect(await textsIn(server, 'coffee')).toEqual(['1', '2', '3'])
  })

  test('where nothing is said, everything is kept, and nothing is written', async () => {
    const server = await start({})
    const ann = await enter(server)
    const { message } = await ann.request('message', { room, text: '1' })
    const other = await enter(server, 'coffee')
    // In the same round as this one, which has something to go.
    await server.moderate('coffee', { type: 'settings', settings: { maxMessages: 1 } })
    for (const text of ['1', '2']) await other.request('message', { room: 'coffee', text })
    await eventually(async () => expect(await textsIn(server, 'coffee')).toEqual(['2']))
    const { room: state } = await ann.request('sync', { room, after: 0 })
    expect(state.seq).toBe(message.seq)
  })
})

test('messages older than their age go, also those of before a restart', async () => {
  const database = join(folder, 'aged.db')
  const before = await startServer({ database, dataDir: folder })
  const ann = await enter(before)
  await ann.request('message', { room, text: SECRET })
  await before.close()

  const server = await startServer({ database, dataDir: folder, retention: { everyS: 1 } })
  await server.moderate(room, { type: 'settings', settings: { maxAgeS: 2 } })
  const ben = await enter(server)
  const { message } = await ben.request('message', { room, text: 'new' })
  await eventually(async () => expect(await textsIn(server)).not.toContain(SECRET))
  await eventually(async () => expect(await textsIn(server)).toEqual([]))
  await eventually(() => {
    const clears = ben.events(room).filter(({ type }) => type === 'clear')
    expect(clears.at(-1)).toMatchObject({ upTo: message.seq })
  })
})

test('stopped in the middle it goes on after a restart, step by step', async () => {
  const path = join(folder, 'many.db')
  const store = new SqliteStore({ path })
  await store.open()
  const messages = Array.from({ length: 11_000 }, (_, index) => {
    return { type: 'message', room, user: ann, id: randomUUID(), text: `${index}` } as const
  })
  await store.append(messages, decide)
  await store.close()
  const retention = { maxMessages: 1, everyS: 1 }
  const start = () => startServer({ database: path, dataDir: folder, retention })
  const clearsOf = (visitor: Visitor) =>
    visitor.events(room).flatMap((event) => (event.type === 'clear' ? event.upTo : []))

  const before = await start()
  const first = await enter(before)
  await eventually(() => expect(clearsOf(first)).not.toEqual([]))
  await before.close()
  const server = await start()
  const second = await Visitor.arrive(server.url)
  const { events } = (await second.request('join', { room, after: 11_000 })) as {
    events: { upTo: number }[]
  }
  expect(events[0]).toMatchObject({ type: 'clear', upTo: 5_000 })
  await eventually(async () => expect(await textsIn(server)).toEqual(['10999']))
})

test('what has gone is in no file of the database: neither its text nor an earlier one', async () => {
  const database = join(folder, 'raw.db')
  const server = await startServer({
    database,
    dataDir: folder,
    retention: { maxMessages: 1, everyS: 1 },
  })
  const ann = await enter(server)
  const texts = { first: `first ${SECRET}`, then: `then ${SECRET}` }
  const edited = await ann.request('message', { room, text: texts.first })
  await ann.request('edit', { room, id: edited.message.id, text: texts.then })
  // It would be found if it were there.
  expect(standsInFiles(database, texts.first)).toBe(true)
  for (const text of ['3', '4']) await ann.request('message', { room, text })
  await eventually(() => {
    for (const text of Object.values(texts)) expect(standsInFiles(database, text)).toBe(false)
  })
  expect(await textsIn(server)).toEqual(['4'])
})

test('what is deleted or refused leaves the files too, as soon as no other program reads them', async () => {
  const database = join(folder, 'deleted.db')
  const logged: string[] = []
  const logger = pino({ level: 'error' }, { write: (line) => logged.push(line) })
  const server = await startServer({ database, dataDir: folder, logger, retention: { everyS: 1 } })
  const ann = await enter(server)
  const say = async (text: string) => (await ann.request('message', { room, text })).message.id
  const first = await say(`first ${SECRET}`)
  // It would be found if it were there.
  expect(standsInFiles(database, `first ${SECRET}`)).toBe(true)
  await ann.request('delete', { room, id: first })
  await eventually(() => expect(standsInFiles(database, `first ${SECRET}`)).toBe(false))

  const second = await say(`second ${SECRET}`)
  const reason = 'leaves its write-ahead log after that'
  const stopReading = beginReading(database)
  await ann.request('delete', { room, id: second })
  await eventually(() => expect(logged.join('')).toContain(reason))
  expect(standsInFiles(database, `second ${SECRET}`)).toBe(true)
  stopReading()
  await eventually(() => expect(standsInFiles(database, `second ${SECRET}`)).toBe(false))

  const held = `held ${SECRET}`
  await server.moderate(room, { type: 'settings', settings: { holdAll: true } })
  expect(await ann.codeOf('message', { room, text: held })).toBe('held')
  const [waiting] = (await server.review(room, 'held')).entries
  expect(standsInFiles(database, held)).toBe(true)
  await server.moderate(room, { type: 'reject', id: waiting?.id ?? '' })
  await eventually(() => expect(standsInFiles(database, held)).toBe(false))

  const stopReadingAgain = beginReading(database)
  await expect(server.eraseRoom(room)).rejects.toThrow(reason)
  stopReadingAgain()
  await server.eraseRoom(room)
})

/** What another program does that reads for long. */
function beginReading(database: string): () => void {
  const reader = new DatabaseSync(database)
  reader.exec('BEGIN')
  reader.prepare('SELECT * FROM messages').all()
  return () => reader.close()
}

test('of two processes one does it, and when that one ends the other goes on', async (context) => {
  if (!hasPostgres) context.skip()
  const database = await createDatabase()
  const start = () => startServer({ database, retention: { maxMessages: 1, everyS: 1 } })
  const first = await start()
  const ann = await enter(first)
  for (const text of ['1', '2']) await ann.request('message', { room, text })
  await eventually(async () => expect(await textsIn(first)).toEqual(['2']))
  const second = await start()
  const holder = async () =>
    (await execute<{ holder: string }>(database, 'SELECT holder FROM leases'))[0]?.holder
  const held = await holder()
  await first.close()
  const ben = await enter(second)
  await ben.request('message', { room, text: '3' })
  await eventually(async () => expect(await textsIn(second)).toEqual(['3']))
  expect(held).toBeDefined()
  expect(await holder()).not.toBe(held)
})
