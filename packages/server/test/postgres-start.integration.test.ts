import { describe, expect, test } from 'vitest'
import { createDatabase, execute, hasPostgres } from './real-postgres.js'
import { exitOf, runCommand, urlOf } from './command.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()
const SECRET_PART = 'n0t-to-be-seen'

const run = (database: string) =>
  runCommand(['--port', '0', '--host', '127.0.0.1', '--database', database], { cwd: folder })

/** The one line with which the start fails. */
async function refusalOf(database: string): Promise<string> {
  const { errors, output, code } = await exitOf(run(database))
  expect(code).toBe(1)
  expect(output).toBe('')
  expect(errors).toMatch(/^chat-server: The database postgres:\/\/.* cannot be used: .+\.\n$/)
  expect(errors).not.toContain(decodeURIComponent(new URL(database).password))
  expect(errors).not.toContain(new URL(database).password)
  return errors
}

function change(url: string, parts: Partial<URL>): string {
  return Object.assign(new URL(url), parts).href
}

describe.runIf(hasPostgres)('the server on PostgreSQL', () => {
  test('starts on an empty database, and needs no file', async () => {
    const database = await createDatabase()
    const server = run(database)
    const ann = await Visitor.arrive(await urlOf(server))
    await ann.request('join', { room: 'tea' })
    await ann.request('message', { room: 'tea', text: 'Hello' })
    expect(server.output).toContain(`PostgreSQL: ${new URL(database).host}/`)
    expect(server.output).not.toContain(new URL(database).password)
    expect(await execute(database, 'SELECT text FROM messages')).toEqual([{ text: 'Hello' }])
    server.child.kill('SIGTERM')
    expect((await exitOf(server)).code).toBe(0)

    const again = run(database)
    const known = await Visitor.arrive(await urlOf(again), { token: ann.session.token })
    expect(known.session.user).toEqual(ann.session.user)
    const answer = await known.request('join', { room: 'tea' })
    expect(answer).toMatchObject({ messages: [{ seq: 1, text: 'Hello' }] })
    again.child.kill('SIGTERM')
    expect(await exitOf(again)).toMatchObject({ code: 0, errors: '' })
  })

  test('says in a line that the password is wrong, and repeats none', async () => {
    const database = await createDatabase()
    const wrong = await refusalOf(change(database, { password: SECRET_PART }))
    expect(wrong).toContain('the password is wrong')
    const nobody = await refusalOf(change(database, { username: 'nobody-known' }))
    expect(nobody).toContain('nobody-known@')
  })

  test('says in a line that there is no such database', async () => {
    const database = change(await createDatabase(), { pathname: '/not-there' })
    expect(await refusalOf(database)).toMatch(/not-there cannot be used: there is no such database/)
  })

  test('says in a line, after some seconds, that no server is there', async () => {
    const startedAt = Date.now()
    const refusal = await refusalOf(`postgres://chat:${SECRET_PART}@127.0.0.1:1/chat`)
    expect(refusal).toContain('no server listens there')
    expect(Date.now() - startedAt).toBeGreaterThan(4_000)
  })

  test('says in a line that a newer server made the database, and leaves it as it is', async () => {
    const database = await createDatabase()
    const server = run(database)
    await urlOf(server)
    server.child.kill('SIGTERM')
    await exitOf(server)
    await execute(database, 'UPDATE store SET version = 99')
    expect(await refusalOf(database)).toMatch(/schema version 99, .* a newer server made it/)
    expect(await execute(database, 'SELECT version FROM store')).toEqual([{ version: 99 }])
  })

  test.each(['rooms (id int)', 'store (shop text)'])(
    'says in a line that a database with a table %s holds something else, and leaves it so',
    async (table) => {
      const database = await createDatabase()
      await execute(database, `CREATE TABLE ${table}`)
      expect(await refusalOf(database)).toContain('it holds tables of something else')
      expect(
        await execute(database, `SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public'`),
      ).toEqual([{ count: 1 }])
    },
  )

  test('says in a line that the user may not make tables', async () => {
    const database = await createDatabase()
    const user = `u${Math.random().toString(36).slice(2)}`
    await execute(database, `CREATE ROLE ${user} LOGIN PASSWORD '${SECRET_PART}'`)
    await execute(database, 'REVOKE CREATE ON SCHEMA public FROM public')
    const url = change(database, { username: user, password: SECRET_PART })
    expect(await refusalOf(url)).toContain('the user may not make tables in it')
    await execute(database, `DROP ROLE ${user}`)
  })

  test('says in a line that the encoding does not hold every text', async () => {
    const database = await createDatabase(
      `ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
    )
    expect(await refusalOf(database)).toContain('its encoding is LATIN1')
  })
})
