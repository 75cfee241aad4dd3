import { createServer } from 'node:http'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { SqliteStore } from '../src/store/sqlite/sqlite-store.js'
import { exitOf, runCommand, urlOf } from './command.js'
import { eventually } from './eventually.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()

const run = (args: string[], env: Record<string, string> = {}) =>
  runCommand(args, { env, cwd: folder })
const end = (args: string[], env?: Record<string, string>) => exitOf(run(args, env))

test('--help says every option with its variable', async () => {
  const { output, code } = await end(['--help'])
  expect(code).toBe(0)
  for (const flag of [
    'port',
    'host',
    'data',
    'database',
    'origins',
    'public-url',
    'log-level',
    'rate-limits',
    'trust-proxy',
    'metrics',
  ]) {
    expect(output).toContain(`--${flag}`)
    expect(output).toContain(`CHAT_${flag.toUpperCase().replace('-', '_')}`)
  }
})

test('a start that fails half-way ends the process', async () => {
  const dataDir = join(folder, 'damaged')
  const store = new SqliteStore({ path: join(dataDir, 'chat.db') })
  await store.open()
  await store.close()
  const database = new DatabaseSync(join(dataDir, 'chat.db'))
  database.exec('DROP TABLE sanctions')
  database.close()
  const flags = ['--port', '0', '--metrics', '127.0.0.1:0', '--log-level', 'fatal']
  const { code, errors } = await end([...flags, '--data', dataDir])
  expect(code).toBe(1)
  expect(errors).toMatch(/^chat-server: .+\n$/)
})

test('--version says the version of the package', async () => {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  expect(await end(['--version'])).toMatchObject({ output: `${version}\n`, code: 0 })
})

test.each([
  [['--port', 'http']],
  [['--port', '65536']],
  [['--port', '-1']],
  [['--host', 'no host']],
  [['--data', '']],
  [['--database', 'mysql://localhost/chat']],
  [['--origins', 'example.com']],
  [['--public-url', 'chat.example.com']],
  [['--log-level', 'loud']],
  [['--rate-limits', 'maybe']],
  [['--trust-proxy', 'nginx']],
  [['--metrics', 'yes']],
  [['--prot', '3000']],
  [['3000']],
])('%j stops it with one line that says which, and exit code 2', async (args) => {
  const { errors, output, code } = await end(args)
  expect(code).toBe(2)
  expect(output).toBe('')
  expect(errors).toMatch(/^chat-server: .+\n$/)
  expect(errors).toContain(args[0])
})

test.each([
  ['CHAT_PORT', 'http'],
  ['CHAT_HOST', 'no host'],
  ['CHAT_DATABASE', ''],
  ['CHAT_ORIGINS', 'example.com'],
  ['CHAT_PUBLIC_URL', 'chat.example.com'],
  ['CHAT_LOG_LEVEL', 'loud'],
  ['CHAT_RATE_LIMITS', 'maybe'],
  ['CHAT_TRUST_PROXY', 'nginx'],
  ['CHAT_METRICS', 'yes'],
  ['CHAT_METRICS_TOKEN', 'short'],
  ['CHAT_SECRET', 'short'],
])('%s=%s stops it in the same way, and a secret is not repeated', async (variable, value) => {
  const { errors, code } = await end([], { [variable]: value })
  expect(code).toBe(2)
  expect(errors).toMatch(new RegExp(`^chat-server: ${variable} must .+\\n$`))
  if (value === 'short') expect(errors).not.toContain(value)
})

test('variables do what flags do, and a flag beats its variable', async () => {
  const data = join(folder, 'by-variable')
  const ran = run(['--port', '0'], {
    CHAT_PORT: '1',
    CHAT_HOST: '127.0.0.1',
    CHAT_DATA: data,
    CHAT_PUBLIC_URL: 'https://chat.example.com',
  })
  expect(await urlOf(ran)).toMatch(/^http:\/\/127\.0\.0\.1:\d{4,5}$/)
  expect(ran.output).toContain('https://chat.example.com/chat.js')
  expect(statSync(join(data, 'chat.db')).isFile()).toBe(true)
  expect(statSync(join(data, 'secret')).mode & 0o077).toBe(0)
})

test('a port in use is one line, and exit code 1', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await eventually(() => expect(other.listening).toBe(true))
  const { port } = other.address() as AddressInfo

  const { errors, code } = await end([
    '--port',
    String(port),
    '--host',
    '127.0.0.1',
    '--database',
    'memory',
  ])

  expect(code).toBe(1)
  expect(errors).toMatch(/^chat-server: .*EADDRINUSE.*--port.*\n$/)
})

test('a database that is none, or a place that is no directory, is one line and exit code 1', async () => {
  mkdirSync(join(folder, 'broken'))
  writeFileSync(
    join(folder, 'broken', 'chat.db'),
    'this is not a database, whatever it is called'.repeat(50),
  )
  writeFileSync(join(folder, 'file'), '')

  for (const data of ['broken', 'file/below']) {
    const { errors, code } = await end(['--port', '0', '--data', data])
    expect(code).toBe(1)
    expect(errors).toMatch(/^chat-server: .+\n$/)
    expect(errors).toContain(data)
  }
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends it in order: exit code 0, and all that was acknowledged is kept',
  async (signal) => {
    const args = [
      '--port',
      '0',
      '--data',
      join(folder, signal),
      '--rate-limits',
      'off',
      '--host',
      '127.0.0.1',
    ]
    const ran = run(args)
    const ann = await Visitor.arrive(await urlOf(ran))
    await ann.request('join', { room: 'tea' })
    const acknowledged: string[] = []
    for (let index = 0; index < 500; index += 1) {
      ann.socket.emit('message', { room: 'tea', text: `${index}` }, (answer: { ok: boolean }) => {
        if (answer.ok) acknowledged.push(`${index}`)
      })
    }
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(0))
    const stoppedAt = Date.now()
    ran.child.kill(signal)

    await eventually(() => expect(ran.code).toBe(0))
    // Orchestrators kill after ten seconds or more.
    expect(Date.now() - stoppedAt).toBeLessThan(10_000)
    await eventually(() => expect(ann.pushed.notice).toMatchObject([{ code: 'shutting_down' }]))
    const again = await Visitor.arrive(await urlOf(run(args)))
    const { events } = (await again.request('join', { room: 'tea', after: 0 })) as {
      events: { message: { text: string } }[]
    }
    expect(events.map(({ message }) => message.text)).toEqual(expect.arrayContaining(acknowledged))
  },
)

test('the log says nothing of what was written, by whom, or from where', async () => {
  const ran = run([
    '--port',
    '0',
    '--data',
    join(folder, 'log'),
    '--log-level',
    'trace',
    '--host',
    '127.0.0.1',
  ])
  const url = await urlOf(ran)
  const ann = await Visitor.arrive(url, { name: 'Annabel Secret' })
  await ann.request('join', { room: 'tea' })
  await ann.request('message', { room: 'tea', text: 'my secret text' })
  await ann.codeOf('message', { room: 'tea', text: '' })
  await fetch(`${url}/no/such/thing`, { headers: { 'X-Forwarded-For': '203.0.113.77' } })
  await Visitor.arrive(url, {}, { extraHeaders: { 'X-Forwarded-For': '203.0.113.77' } })
  ran.child.kill('SIGTERM')
  await eventually(() => expect(ran.code).toBe(0))

  // It did say something: that somebody forwards who is not trusted.
  expect(ran.errors).toContain('--trust-proxy')
  for (const private_ of [
    'my secret text',
    'Annabel',
    '127.0.0.1',
    '203.0.113.77',
    ann.session.token,
  ]) {
    expect(ran.errors).not.toContain(private_)
  }
})
