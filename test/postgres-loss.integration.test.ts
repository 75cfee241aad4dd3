import { ChatClient, type Room } from '@chat/sdk'
import { createChatServer } from '@chat/server'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { PostgresProcess } from './postgres-process.ts'
import { canStartPostgres, execute, startPostgres } from './postgres.ts'
import { ServerProcess } from './server-process.ts'
import { TcpProxy } from './tcp-proxy.ts'

const room = 'support'
/** How long a condition is waited for, ms. */
const PATIENCE_MS = 60_000

type Served = { readonly url: string }

describe.runIf(canStartPostgres)('while PostgreSQL fails', () => {
  let postgres: PostgresProcess
  let count = 0
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres.dispose())

  /** The name of an empty database. */
  const createDatabase = async () => {
    const name = `chat_${(count += 1)}`
    await execute(postgres.urlOf('postgres'), `CREATE DATABASE ${name}`)
    return name
  }
  /** A server on an empty database, and one who talks there. */
  const stage = async () => {
    const database = postgres.urlOf(await createDatabase())
    const server = await ServerProcess.start({
      flags: ['--database', database, '--log-level', 'fatal'],
    })
    onTestFinished(() => server.dispose())
    const ann = await enter(server)
    await ann.send('Before')
    return { server, ann, database }
  }
  const enter = async (server: Served): Promise<Room> => {
    const client = new ChatClient({ url: server.url, storage: null })
    onTestFinished(() => client.close())
    return client.join(room)
  }
  const statusOf = async (server: Served, path: string) =>
    (await fetch(`${server.url}${path}`)).status
  const sendThree = (ann: Room) => ['One', 'Two', 'Three'].map((text) => ann.send(text))
  const unavailable = (ann: Room) =>
    vi.waitFor(() => expect(ann.pending[0]?.error?.code).toBe('unavailable'), PATIENCE_MS)
  const ready = (server: Served) =>
    vi.waitFor(async () => expect(await statusOf(server, '/ready')).toBe(200), PATIENCE_MS)

  /** What somebody finds who comes when all is over. */
  const expectAll = async (server: Served) => {
    const { messages } = await enter(server)
    expect(messages.map(({ text }) => text)).toEqual(['Before', 'One', 'Two', 'Three'])
    expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  }

  test('stopped: nothing is acknowledged, and the server says that it is not ready; back: all goes through', async () => {
    const { server, ann } = await stage()
    await postgres.stop()
    onTestFinished(() => ready(server))
    const sent = sendThree(ann)
    await unavailable(ann)
    expect(await statusOf(server, '/ready')).toBe(503)
    expect(await statusOf(server, '/health')).toBe(200)
    expect(ann.messages.map(({ text }) => text)).toEqual(['Before'])

    await postgres.start()
    await Promise.all(sent)
    await ready(server)
    await expectAll(server)
  })

  test('restarted while nobody says anything: nobody notices', async () => {
    const { server, ann } = await stage()
    await postgres.stop()
    await postgres.start()
    for (const text of ['One', 'Two', 'Three']) await ann.send(text)
    await expectAll(server)
  })

  test('killed in the middle of a transaction: what was in it is stored once, afterwards', async () => {
    const { server, ann, database } = await stage()
    const other = new Client(database)
    other.on('error', () => {})
    await other.connect()
    await other.query('BEGIN; SELECT FROM rooms FOR UPDATE')
    const sent = sendThree(ann)
    await vi.waitFor(async () => {
      const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`
      expect(await execute(database, waiting)).toHaveLength(1)
    }, PATIENCE_MS)

    await postgres.kill()
    await unavailable(ann)
    await postgres.start()
    await Promise.all(sent)
    await expectAll(server)
  })

  test('standing still: clients are told before they give up, and when it moves again all goes through', async () => {
    const { server, ann } = await stage()
    postgres.freeze()
    const statuses: string[] = []
    ann.on('status', ({ current }) => statuses.push(current))
    const sent = sendThree(ann)
    try {
      await unavailable(ann)
      expect(statuses).toEqual([])
      expect(await statusOf(server, '/ready')).toBe(503)
    } finally {
      postgres.thaw()
    }
    await Promise.all(sent)
    await expectAll(server)
  })

  test('standing still: the server ends when it is told to', async () => {
    const { server, ann } = await stage()
    // So that it has connections that nobody uses.
    await Promise.all(Array.from({ length: 10 }, () => ready(server)))
    postgres.freeze()
    try {
      for (const sent of sendThree(ann)) sent.catch(() => {})
      await unavailable(ann)
      const startedAt = Date.now()
      expect(await server.stop()).toBe(0)
      // Before whoever told it to loses patience: the units in examples/ give it 15 s.
      expect(Date.now() - startedAt).toBeLessThan(15_000)
    } finally {
      postgres.thaw()
    }
  })

  test('lost while it commits: what it has stored is stored once, and shown to all', async () => {
    const proxy = await TcpProxy.start(postgres.port)
    onTestFinished(() => proxy.close())
    const name = await createDatabase()
    const database = postgres.urlOf(name)
    // Without a grace no presence settles: nothing but the loss makes the server look what the room's latest is.
    const chat = createChatServer({
      database: postgres.urlOf(name, proxy.port),
      graceMs: 0,
      logLevel: 'silent',
    })
    onTestFinished(() => chat.close())
    const server = await chat.listen({ host: '127.0.0.1' })
    const ann = await enter(server)
    await ann.send('Before')
    const ben = await enter(server)
    await execute(
      database,
      `CREATE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql SET lock_timeout = 0 AS $$
       BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NULL; END $$;
       CREATE CONSTRAINT TRIGGER wait_for_test AFTER INSERT ON messages DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW WHEN (NEW.text = 'One') EXECUTE FUNCTION wait_for_test();`,
    )
    const gate = new Client(database)
    await gate.connect()
    onTestFinished(() => gate.end())
    await gate.query('SELECT pg_advisory_lock(1)')
    const sent = ann.send('One')
    await vi.waitFor(async () => {
      const committing = `SELECT FROM pg_stat_activity WHERE query = 'COMMIT' AND state = 'active'`
      expect(await execute(database, committing)).toHaveLength(1)
    }, PATIENCE_MS)
    // From here on no answer comes back; the commit goes on, and succeeds.
    for (const link of proxy.links) link.stall()
    await gate.query('SELECT pg_advisory_unlock(1)')
    await vi.waitFor(async () => {
      const stored = `SELECT FROM messages WHERE text = 'One'`
      expect(await execute(database, stored)).toHaveLength(1)
    }, PATIENCE_MS)
    proxy.cut()
    await unavailable(ann)
    expect(ben.messages.map(({ text }) => text)).toEqual(['Before'])

    proxy.restore()
    expect(await sent).toMatchObject({ seq: 2, text: 'One' })
    // Nobody else says anything: the gap is told of with the presence.
    await vi.waitFor(() => expect(ben.messages.at(-1)?.text).toBe('One'), PATIENCE_MS)
    await ann.send('Two')
    await ben.send('Three')
    await expectAll(server)
  })

  test(
    'failing over to a standby: what was answered is there, and all else goes through once it takes writes',
    { timeout: 300_000 },
    async () => {
      const primary = await startPostgres()
      onTestFinished(() => primary.dispose())
      const standby = await primary.startStandby()
      onTestFinished(() => standby.dispose())
      // An address that leads to whichever of them is the primary.
      const proxy = await TcpProxy.start(primary.port)
      onTestFinished(() => proxy.close())
      const server = await ServerProcess.start({
        flags: ['--database', primary.urlOf('postgres', proxy.port), '--rate-limits', 'off'],
      })
      onTestFinished(() => server.dispose())
      const ann = await enter(server)
      const ben = await enter(server)
      let resets = 0
      ben.on('reset', () => (resets += 1))
      const texts: string[] = []
      const sent: Promise<unknown>[] = []
      let answered = 0
      const load = setInterval(() => {
        const text = `No. ${texts.length}`
        texts.push(text)
        sent.push(ann.send(text).then(() => (answered += 1)))
      }, 20)
      onTestFinished(() => clearInterval(load))
      await vi.waitFor(() => expect(answered).toBeGreaterThan(20), PATIENCE_MS)

      await primary.kill()
      proxy.cut()
      await unavailable(ann)
      clearInterval(load)
      const before = answered
      // The address leads to it, and it takes no writes yet.
      proxy.restore(standby.port)
      await vi.waitFor(async () => expect(await statusOf(server, '/ready')).toBe(503), PATIENCE_MS)
      expect(answered).toBe(before)

      await standby.promote()
      await Promise.all(sent)
      await ready(server)
      const late = await enter(server)
      while (late.hasOlder) await late.loadOlder()
      for (const room of [late, ben]) {
        await vi.waitFor(
          () => expect(room.messages.map(({ text }) => text)).toEqual(texts),
          PATIENCE_MS,
        )
        expect(room.messages.map(({ seq }) => seq)).toEqual(texts.map((_, index) => index + 1))
      }
      expect(resets).toBe(0)
    },
  )
})
