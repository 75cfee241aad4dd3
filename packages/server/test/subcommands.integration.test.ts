import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { exitOf, runCommand, urlOf } from './command.js'
import { eventually } from './eventually.js'
import { standsInFiles } from './raw-database.js'
import { createDatabase, hasPostgres } from './real-postgres.js'
import { canStartRedis, startRedis } from './real-redis.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()
const room = 'tea'
const SAID = 'my phone number is 555-0123'

type Env = Record<string, string>

/** What a subcommand says; it must succeed. */
async function done(args: string[], env: Env): Promise<string> {
  const { code, output, errors } = await exitOf(runCommand(args, { env, cwd: folder }))
  expect([args[0], code, errors.split('\n')[0]]).toEqual([args[0], 0, expect.any(String)])
  return output
}

/** A running server with two in a room, of whom one has said something. */
async function startWithTwo(env: Env) {
  const flags = ['--port', '0', '--host', '127.0.0.1', '--rate-limits', 'off']
  const command = runCommand(flags, { env, cwd: folder })
  const url = await urlOf(command)
  const ann = await Visitor.arrive(url, { name: 'Annabella' })
  const ben = await Visitor.arrive(url, { name: 'Ben' })
  for (const visitor of [ann, ben]) await visitor.request('join', { room })
  const { message } = await ann.request('message', { room, text: SAID })
  await ben.request('message', { room, text: 'Hello' })
  return { command, url, ann, ben, message, user: `--user=${ann.session.user.id}` }
}

describe.each([
  ['SQLite', true, async () => ({ CHAT_DATA: join(folder, randomUUID()) })],
  ['PostgreSQL', hasPostgres, async () => ({ CHAT_DATABASE: await createDatabase() })],
] as [string, boolean, () => Promise<Env>][])(
  'beside a running server over %s',
  (_, isThere, create) => {
    let env: Env
    beforeEach(async (context) => {
      if (!isThere) context.skip()
      env = await create()
    })

    test('whoever is banned is put out, listed, and let in again', async () => {
      const { url, ann, user } = await startWithTwo(env)
      expect(await done(['rooms'], env)).toMatch(/^20\S+Z\t2\ttea\n$/)
      await done(['ban', '--room', room, user, '--for', '2h', '--reason', 'Shouting'], env)
      await eventually(() => expect(ann.pushed.notice).toMatchObject([{ code: 'banned', room }]))
      const [type, of, until, id, name, by, reason] = (await done(['bans'], env)).split(/[\t\n]/)
      expect([type, of, id, name, by, reason]).toEqual([
        ...['ban', room, ann.session.user.id, 'Annabella', 'Server', 'Shouting'],
      ])
      expect(Date.parse(until ?? '') - Date.now()).toBeGreaterThan(7_000_000)
      const { token } = ann.session
      expect(await (await Visitor.arrive(url, { token })).codeOf('join', { room })).toBe('banned')
      // A new identity is found by the network that the running server has added to the ban.
      await eventually(async () =>
        expect(await (await Visitor.arrive(url)).codeOf('join', { room })).toBe('banned'),
      )

      expect(await done(['unban', user], env)).toContain('Lifted 1 ban.')
      expect(await done(['bans', '--room', room], env)).toBe('')
      await eventually(async () => {
        expect(await (await Visitor.arrive(url, { token })).codeOf('join', { room })).toBe('ok')
      })
      const again = await exitOf(runCommand(['unban', user], { env, cwd: folder }))
      expect(again).toMatchObject({ code: 1, errors: 'chat-server: There is no such ban now.\n' })
    })

    test('what is erased goes from the screens of those who are there', async () => {
      const { ben, ann, message, user } = await startWithTwo(env)
      const lines = (await done(['export', user], env)).trimEnd().split('\n')
      expect(lines.map((line) => JSON.parse(line) as object)).toEqual([{ room, ...message }])
      const output = join(folder, `${randomUUID()}.jsonl`)
      expect(await done(['export', '--room', room, '--output', output], env)).toBe('')
      expect(readFileSync(output, 'utf8').trimEnd().split('\n')).toHaveLength(2)

      expect(await done(['erase', user], env)).toContain('Erased 1 messages and 0 reactions')
      await eventually(() =>
        expect(ben.events(room).at(-1)).toMatchObject({ type: 'clear', of: ann.session.user.id }),
      )
      expect(await done(['export', user], env)).toBe('')
      await done(['erase', '--room', room], env)
      await eventually(() =>
        expect(ben.events(room).at(-1)).toMatchObject({ type: 'clear', upTo: 3 }),
      )
      expect(await done(['export', '--room', room], env)).toBe('')
      if (env['CHAT_DATA'])
        expect(standsInFiles(join(env['CHAT_DATA'], 'chat.db'), SAID)).toBe(false)
    })

    test('a link makes a moderator', async () => {
      const { url } = await startWithTwo(env)
      const args = ['link', '--room', room, '--public-url', 'https://chat.example']
      const link = await done(args, env)
      expect(link).toMatch(/^https:\/\/chat\.example\/\?room=tea#moderate=\S+\n$/)
      const token = link.trimEnd().split('#moderate=')[1] ?? ''
      const cleo = await Visitor.arrive(url, { links: [token] })
      expect((await cleo.request('join', { room })).you).toEqual({ role: 'moderator' })
    })
  },
)

test.runIf(hasPostgres && canStartRedis)(
  'with Redis those who are there see it at once, and nobody is lost to them',
  async () => {
    const redis = await startRedis()
    onTestFinished(() => redis.dispose())
    const env = { CHAT_DATABASE: await createDatabase(), CHAT_REDIS: redis.url }
    const { ann, ben, user } = await startWithTwo(env)
    await done(['erase', user], env)
    // Without Redis it is found every ten seconds, with it every fifteen where nobody has told of it.
    await vi.waitFor(() => expect(ben.events(room).at(-1)).toMatchObject({ type: 'clear' }), {
      timeout: 9_000,
    })
    const { members } = await ben.request('join', { room })
    expect(JSON.stringify(members)).toContain(ben.session.user.id)
    await done(['ban', '--room', room, user], env)
    await vi.waitFor(() => expect(ann.pushed.notice).toMatchObject([{ code: 'banned' }]), {
      timeout: 9_000,
    })
  },
)

test('a backup is made while the server runs, whole, and without what was erased', async () => {
  const env = { CHAT_DATA: join(folder, randomUUID()) }
  const { ben, user } = await startWithTwo(env)
  await done(['erase', user], env)
  const output = join(folder, 'backup.db')
  expect(await done(['backup', '--output', output], env)).toMatch(/^Copied [\d,]+ bytes into /)
  await ben.request('message', { room, text: 'Later' })
  expect(standsInFiles(output, SAID)).toBe(false)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  const lines = (await done(['export', '--room', room, '--database', output], {})).trimEnd()
  expect(JSON.parse(lines)).toMatchObject({ text: 'Hello', user: ben.session.user })

  const again = await exitOf(runCommand(['backup', '--output', output], { env, cwd: folder }))
  expect(again).toMatchObject({ code: 1 })
  expect(again.errors).toContain('already')
})

test('a backup says where it cannot be made', async () => {
  const env = { CHAT_DATA: join(folder, randomUUID()) }
  await startWithTwo(env)
  const output = join(folder, 'nowhere', 'backup.db')
  const { code, errors } = await exitOf(runCommand(['backup', '--output', output], { env }))
  expect(code).toBe(1)
  expect(errors).toBe(
    `chat-server: The file ${output} cannot be made: there is no such directory.\n`,
  )
})

test('a ban is one line, whatever its reason says', async () => {
  const env = { CHAT_DATA: join(folder, randomUUID()) }
  const { user } = await startWithTwo(env)
  const reason = 'Shouting\nban\t*\t-\tsomebody\telse'
  await done(['ban', '--room', room, user, '--reason', reason], env)
  const lines = (await done(['bans'], env)).trimEnd().split('\n')
  expect(lines).toHaveLength(1)
  expect(lines[0]?.split('\t').slice(6)).toEqual(['Shouting ban * - somebody else'])
})

test.each(['rooms', 'bans'])('whoever has had enough of %s ends it', async (word) => {
  const env = { CHAT_DATA: join(folder, randomUUID()) }
  const { user } = await startWithTwo(env)
  await done(['ban', '--room', room, user], env)
  const command = runCommand([word], { env, cwd: folder })
  command.child.stdout?.destroy()
  expect(await exitOf(command)).toMatchObject({ code: 0, errors: '' })
})

test('what is wrong in a file of webhooks is told without what stands there', async () => {
  const file = join(folder, 'webhooks.json')
  writeFileSync(file, '[{ "url": "http://x", "secret": whsec_s3cret }]')
  const args = ['ban', '--room', room, '--user', 'x', '--webhooks', file]
  const { code, errors } = await exitOf(runCommand(args, { cwd: folder }))
  expect([code, errors]).toEqual([
    2,
    'chat-server: --webhooks must be a JSON file that can be read: it is no JSON.\n',
  ])
})

test('an export that is there is left as it is', async () => {
  const env = { CHAT_DATA: join(folder, randomUUID()) }
  await startWithTwo(env)
  const output = join(folder, 'there.jsonl')
  writeFileSync(output, 'mine')
  const args = ['export', '--room', room, '--output', output]
  expect(await exitOf(runCommand(args, { env, cwd: folder }))).toMatchObject({ code: 1 })
  expect(readFileSync(output, 'utf8')).toBe('mine')
})

test('a link needs the secret of the server, and none is made', async () => {
  const data = join(folder, randomUUID())
  const secret = 'sixteen letters.'
  const { url } = await startWithTwo({ CHAT_DATA: data, CHAT_SECRET: secret })
  const args = ['link', '--room', room, '--public-url', 'https://chat.example']
  const without = await exitOf(runCommand(args, { env: { CHAT_DATA: data }, cwd: folder }))
  expect(without.code).toBe(1)
  expect(without.errors).toMatch(/There is no secret at .*CHAT_SECRET/)
  await done(['rooms'], { CHAT_DATA: data })
  expect(existsSync(join(data, 'secret'))).toBe(false)
  const link = await done(args, { CHAT_DATA: data, CHAT_SECRET: secret })
  const cleo = await Visitor.arrive(url, { links: [link.trimEnd().split('=').at(-1)] })
  expect((await cleo.request('join', { room })).you).toEqual({ role: 'moderator' })
})

test('a link needs the secret where PostgreSQL keeps none either', async (context) => {
  if (!hasPostgres) context.skip()
  const env = { CHAT_DATABASE: await createDatabase() }
  const secret = 'sixteen letters.'
  const { url } = await startWithTwo({ ...env, CHAT_SECRET: secret })
  const args = ['link', '--room', room, '--public-url', 'https://chat.example']
  for (let tries = 0; tries < 2; tries += 1) {
    const without = await exitOf(runCommand(args, { env, cwd: folder }))
    expect([without.code, without.output]).toEqual([1, ''])
    expect(without.errors).toMatch(/^chat-server: The database keeps no secret.*CHAT_SECRET/)
  }
  const link = await done(args, { ...env, CHAT_SECRET: secret })
  const cleo = await Visitor.arrive(url, { links: [link.trimEnd().split('=').at(-1)] })
  expect((await cleo.request('join', { room })).you).toEqual({ role: 'moderator' })
})

test('where there is no database none is made', async () => {
  for (const args of [['rooms'], ['erase', '--user', 'x'], ['backup', '--output', 'x.db']]) {
    const env = { CHAT_DATA: join(folder, 'not-there') }
    const { code, errors } = await exitOf(runCommand(args, { env, cwd: folder }))
    expect(code).toBe(1)
    expect(errors).toMatch(/^chat-server: There is no database at .*chat\.db\.\n$/)
    expect(existsSync(join(folder, 'not-there'))).toBe(false)
  }
})

test.each([
  [['rooms', '--room', 'x'], 'chat-server rooms --help'],
  [['rooms', '--database', 'memory'], 'in memory'],
  [['rooms', '--redis', 'http://u:s3cret@redis'], '--redis must be'],
  [['ban', '--user', 'x'], '--room must be given'],
  [['ban', '--room', 'tea'], '--user must be given'],
  [['ban', '--room', ' ', '--user', 'x'], '--room must be'],
  [['ban', '--room', 'tea', '--user', 'x', '--for', 'ever'], '--for must be'],
  [['ban', '--room', 'tea', '--user', 'x', '--for', '20y'], 'from 1s to 10y'],
  [['ban', '--room', 'tea', '--user', '-x'], '--user=-'],
  [['ban', '--room', 'tea', '--user', 'x', '--reason', ' '], '--reason must be'],
  [['unban'], '--user must be given'],
  [['bans', '--room', ''], '--room must be'],
  [['export'], '--room or --user'],
  [['erase'], 'Either --user or --room'],
  [['erase', '--user', 'x', '--room', 'tea'], 'Either --user or --room'],
  [['backup'], '--output must be given'],
  [['backup', '--output', 'x', '--database', 'postgres://u:s3cret@db/chat'], 'pg_dump'],
  [['link', '--room', 'tea'], '--public-url must be given'],
  [['link', '--room', 'tea', '--public-url', 'http://x', '--for', '2y'], 'from 1m to 366d'],
  [['link', '--room', 'tea', '--public-url', 'chat.example'], '--public-url must be'],
])('%j is one line that says what is wrong, and exit code 2', async (args, what) => {
  const { errors, output, code } = await exitOf(runCommand(args, { cwd: folder }))
  expect(code).toBe(2)
  expect(output).toBe('')
  expect(errors).toMatch(/^chat-server: .+\n$/)
  expect(errors).toContain(what)
  expect(errors).not.toContain('s3cret')
})
