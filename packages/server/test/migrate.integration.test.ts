import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Append } from '../src/store/append.js'
import { PostgresStore } from '../src/store/postgres/postgres-store.js'
import { TABLES } from '../src/store/copy/tables.js'
import { SqliteStore } from '../src/store/sqlite/sqlite-store.js'
import type { Store } from '../src/store/store.js'
import { exitOf, runCommand, urlOf } from './command.js'
import { eventually } from './eventually.js'
import { createDatabase, execute, hasPostgres } from './real-postgres.js'
import { ann, ben, decide, mod } from './store-contract/test-with-log.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()
const ROOMS = ['tea', 'caffè', '__proto__']
const env = { CHAT_SECRET: 'sixteen letters.' }

const migrate = (from: string, to: string) =>
  runCommand(['migrate', '--from', from, '--to', to], { cwd: folder, env })

/** A data directory with rooms in which everything has happened that can. */
async function fill(messages: number): Promise<string> {
  const directory = join(folder, randomUUID())
  const store = new SqliteStore({ path: join(directory, 'chat.db') })
  await store.open()
  for (const room of ROOMS) {
    const ids = Array.from({ length: messages }, () => randomUUID())
    const say = (id: string, index: number): Append => {
      const replyTo = index > 0 ? ids[0] : undefined
      const text = `${index} 👩‍👩‍👧‍👦 '; \\ "`
      return {
        type: 'message',
        room,
        user: index % 2 ? ann : mod,
        id,
        text,
        ...(replyTo && { replyTo }),
      }
    }
    await store.append(ids.map(say), decide)
    const [first = '', second = '', third = ''] = ids
    const changes: Append[] = [
      { type: 'edit', room, user: mod, id: first, text: 'edited' },
      { type: 'reaction', room, user: ben, id: first, emoji: '👍', on: true },
      { type: 'reaction', room, user: ben, id: second, emoji: '👍', on: false },
      { type: 'edit', room, user: ann, id: second, text: 'deleted soon' },
      { type: 'delete', room, user: mod, id: second },
      { type: 'reaction', room, user: ann, id: third, emoji: '🎉', on: true },
      { type: 'settings', room, user: mod, settings: { readOnly: true } },
    ]
    await store.append(changes, decide)
  }
  await store.close()
  return directory
}

/** Everything in it that anybody could ask for. */
async function readAll(store: Store) {
  await store.open()
  try {
    return await Promise.all(
      [...ROOMS, 'never written to'].map(async (room) => ({
        ...(await store.latest(room, 10_000)),
        ...(await store.eventsAfter(room, 0, 10_000)),
      })),
    )
  } finally {
    await store.close()
  }
}
const readSource = (directory: string) =>
  readAll(new SqliteStore({ path: join(directory, 'chat.db') }))
const readTarget = (url: string) => readAll(new PostgresStore({ url }))

describe.runIf(hasPostgres)('chat-server migrate', () => {
  test('brings everything over as it is, and rooms go on from there', async () => {
    const directory = await fill(700)
    const url = await createDatabase()
    const { output, errors, code } = await exitOf(migrate(directory, url))
    expect(errors).toBe('')
    expect(code).toBe(0)
    expect(output).toContain('copying: 100 % (2,121 of 2,121)\n')
    expect(output).toContain('verifying: 100 % (2,121 of 2,121)\n')
    expect(output).toMatch(/3 rooms, 2100 messages, 18 changes; .* SHA-256 [0-9a-f]{64}\./)
    expect(output).not.toContain(new URL(url).password)
    expect(await readTarget(url)).toEqual(await readSource(directory))

    const store = new PostgresStore({ url })
    await store.open()
    onTestFinished(() => store.close())
    const next: Append = { type: 'message', room: 'new', user: mod, id: randomUUID(), text: 'Hi' }
    const results = await store.append([next, { ...next, room: 'tea' }], decide)
    expect(results).toMatchObject([{ event: { seq: 1 } }, { event: { seq: 707 } }])
  })

  test('both databases have the same tables, with the same columns', async () => {
    const url = await createDatabase()
    await readTarget(url)
    const columns = await execute<{ name: string }>(
      url,
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> 'store'`,
    )
    const copied = TABLES.flatMap((table) => table.columns.map((name) => `${table.name}.${name}`))
    expect(columns.map(({ name }) => name).toSorted()).toEqual(copied.toSorted())
  })

  test('a secret that is kept beside the one in CHAT_SECRET is not taken for it', async () => {
    const data = join(folder, 'two-secrets')
    const flags = ['--port', '0', '--host', '127.0.0.1', '--log-level', 'fatal']
    const before = runCommand([...flags, '--data', data], { env })
    await urlOf(before)
    before.child.kill('SIGTERM')
    await exitOf(before)
    writeFileSync(join(data, 'secret'), 'one of long ago, which signs nothing')

    const database = await createDatabase()
    const moving = await exitOf(migrate(data, database))
    expect(moving).toMatchObject({ code: 0, errors: '' })
    expect(moving.output).toContain('the one in CHAT_SECRET')
    expect(await execute(database, 'SELECT secret FROM store')).toEqual([{ secret: null }])
  })

  test('a visitor stays who they are, and resumes after the move where they were', async () => {
    const data = join(folder, 'visited')
    const flags = ['--port', '0', '--host', '127.0.0.1', '--log-level', 'fatal']
    const before = runCommand([...flags, '--data', data])
    const visitor = await Visitor.arrive(await urlOf(before))
    const { room } = await visitor.request('join', { room: 'tea' })
    await visitor.request('message', { room: 'tea', text: 'Before' })
    const other = await Visitor.arrive(await urlOf(before))
    await other.request('join', { room: 'tea' })
    await other.request('message', { room: 'tea', text: 'Missed' })
    before.child.kill('SIGTERM')
    await exitOf(before)

    const database = await createDatabase()
    const moving = runCommand(['migrate', '--from', join(data, 'chat.db'), '--to', database])
    expect(await exitOf(moving)).toMatchObject({ code: 0, errors: '' })
    expect(moving.output).toContain('is in the database now')
    rmSync(data, { recursive: true })

    const after = runCommand(flags, { env: { CHAT_DATABASE: database }, cwd: folder })
    const { token } = visitor.session
    const again = await Visitor.arrive(await urlOf(after), { token })
    expect(again.session.user).toEqual(visitor.session.user)
    const answer = await again.request('join', { room: 'tea', after: 1, epoch: room.epoch })
    expect(answer).toMatchObject({
      room: { epoch: room.epoch, seq: 2 },
      events: [{ seq: 2, message: { text: 'Missed' } }],
    })
    expect(answer).not.toHaveProperty('reset')
  })

  test('interrupted in the middle it leaves nothing that a server would take, and goes on', async () => {
    const directory = await fill(700)
    const url = await createDatabase()
    // Made by a server that nobody has used, so that there is something to wait at: the third page.
    await readTarget(url)
    await execute(
      url,
      `CREATE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END $$;
       CREATE TRIGGER wait_for_test BEFORE INSERT ON messages
       FOR EACH ROW WHEN (NEW.room_id = 2 AND NEW.seq = 400) EXECUTE FUNCTION wait_for_test();`,
    )
    const gate = new Client(url)
    await gate.connect()
    onTestFinished(() => gate.end())
    await gate.query('SELECT pg_advisory_lock(1)')
    // Other tests wait on the same server.
    const waiting = `FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = current_database()`

    const first = migrate(directory, url)
    await eventually(async () => {
      expect(await execute(url, `SELECT ${waiting}`)).toHaveLength(1)
    })
    const other = await exitOf(migrate(await fill(1), url))
    expect(other.errors).toContain('another copy into it is under way')
    first.child.kill('SIGKILL')
    await exitOf(first)
    await execute(url, `SELECT pg_terminate_backend(pid) ${waiting}`)
    await gate.query('SELECT pg_advisory_unlock(1)')
    expect(await execute(url, 'SELECT count(*)::int FROM messages')).toEqual([{ count: 1_000 }])

    const server = runCommand(['--port', '0', '--database', url], { cwd: folder })
    expect((await exitOf(server)).errors).toContain('a copy into it is not complete')
    const second = await eventually(async () => {
      const command = await exitOf(migrate(directory, url))
      expect(command.code).toBe(0)
      return command
    })
    expect(second.output).toMatch(/^copying: 47 % \(1,003 of 2,121\)\n/)
    expect(await readTarget(url)).toEqual(await readSource(directory))
  })

  test('a source that has changed since the interruption is noticed', async () => {
    const directory = await fill(10)
    const url = await createDatabase()
    await readTarget(url)
    await execute(url, `UPDATE store SET copying = 'an earlier state'`)
    const { code, errors } = await exitOf(migrate(directory, url))
    expect(code).toBe(1)
    expect(errors).toContain('or the source has changed since')
  })

  test.each([
    ['changed', `NEW.text = 'forged'`],
    ['lost', 'RETURN NULL'],
  ])('a row that is %s on the way is noticed, and no server takes the copy', async (_, harm) => {
    const directory = await fill(20)
    const url = await createDatabase()
    await readTarget(url)
    await execute(
      url,
      `CREATE FUNCTION harm() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN ${harm}; RETURN NEW; END $$;
       CREATE TRIGGER harm BEFORE INSERT ON messages
       FOR EACH ROW WHEN (NEW.room_id = 2 AND NEW.seq = 17) EXECUTE FUNCTION harm();`,
    )
    const { code, errors } = await exitOf(migrate(directory, url))
    expect(code).toBe(1)
    expect(errors).toMatch(/not the same as the source: table messages, room_id 2, seq 17\./)
    const server = runCommand(['--port', '0', '--database', url], { cwd: folder })
    expect((await exitOf(server)).errors).toContain('a copy into it is not complete')
  })

  test('refuses a target that holds something, and leaves it as it is', async () => {
    const directory = await fill(3)
    const used = await createDatabase()
    expect((await exitOf(migrate(directory, used))).code).toBe(0)
    const kept = await readTarget(used)
    const again = await exitOf(migrate(await fill(3), used))
    expect(again).toMatchObject({ code: 1 })
    expect(again.errors).toContain('there are rooms in it already')
    expect(await readTarget(used)).toEqual(kept)

    const foreign = await createDatabase()
    await execute(foreign, 'CREATE TABLE messages (id int)')
    expect((await exitOf(migrate(directory, foreign))).errors).toContain('tables of something else')
  })

  test('refuses a source that a server has open', async () => {
    const directory = await fill(3)
    const store = new SqliteStore({ path: join(directory, 'chat.db') })
    await store.open()
    onTestFinished(() => store.close())
    const { code, errors } = await exitOf(migrate(directory, await createDatabase()))
    expect(code).toBe(1)
    expect(errors).toContain('another program keeps it locked; stop that one first')
  })

  test('refuses a source that is none, and one whose secret is missing', async () => {
    const url = await createDatabase()
    const nothing = await exitOf(migrate(join(folder, 'not-there'), url))
    expect(nothing).toMatchObject({ code: 1, output: '' })
    expect(nothing.errors).toMatch(/^chat-server: There is no database at .*not-there\.\n$/)
    const directory = await fill(1)
    const without = runCommand(['migrate', '--from', directory, '--to', url])
    expect((await exitOf(without)).errors).toContain('There is no secret at')
  })

  test.each([
    [['--to', 'postgres://db/chat'], '--from must be'],
    [['--from', 'x'], '--to must be'],
    [['--from', 'x', '--to', 'mysql://u:s3cret@db/chat'], '--to must be'],
    [['--form', 'x'], '--form'],
  ])('%j is one line that says what is wrong, and exit code 2', async (args, what) => {
    const { errors, code } = await exitOf(runCommand(['migrate', ...args]))
    expect(code).toBe(2)
    expect(errors).toMatch(/^chat-server: .+\n$/)
    expect(errors).toContain(what)
    expect(errors).not.toContain('s3cret')
  })
})
