import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { exitOf, runCommand, urlOf } from './command.js'
import { eventually } from './eventually.js'
import { parseExposition } from './exposition.js'
import { joinWithoutReading } from './join-without-reading.js'
import { startServer } from './running-server.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()
const room = 'tea'

async function read(url: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${url}/metrics`, { headers })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  return response.text()
}

/** Value of a sample. Throws where there is none: a metric is there from the start, at 0. */
async function sample(url: string, key: string): Promise<number> {
  const value = parseExposition(await read(url)).samples.get(key)
  if (value === undefined) throw new Error(`There is no ${key}.`)
  return value
}

test('metrics are served to nobody unless the operator asks for them', async () => {
  const { url } = await startServer()
  expect((await fetch(`${url}/metrics`)).status).toBe(404)
})

test('what is served is valid, named by the conventions, and has the process in it', async () => {
  const { url } = await startServer({ metrics: true })
  const { types, samples } = parseExposition(await read(url))
  for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds']) {
    expect(types.has(name), name).toBe(true)
  }
  expect([...samples.keys()].some((key) => /^chat_build_info\{version=".+"\}$/.test(key))).toBe(
    true,
  )
  for (const [name, type] of types) {
    if (!name.startsWith('chat_')) continue
    expect(name.endsWith('_total'), name).toBe(type === 'counter')
  }
})

test('connections, rooms and members are those that there are now', async () => {
  const { url } = await startServer({ metrics: true, graceMs: 0 })
  const figures = async () => {
    const { samples } = parseExposition(await read(url))
    return ['chat_connections', 'chat_rooms', 'chat_members'].map((name) => samples.get(name))
  }
  expect(await figures()).toEqual([0, 0, 0])

  const ann = await Visitor.arrive(url)
  const annAgain = await Visitor.arrive(url, { token: ann.session.token })
  const ben = await Visitor.arrive(url)
  for (const visitor of [ann, annAgain, ben]) await visitor.request('join', { room })
  await ben.request('join', { room: 'coffee' })

  expect(await figures()).toEqual([3, 2, 3])
  expect(await sample(url, 'chat_connections_total')).toBe(3)
  ben.leave()
  await eventually(async () => expect(await figures()).toEqual([2, 1, 1]))
})

test('events are counted by type, and once more for each connection that they go to', async () => {
  const server = await startServer({ metrics: true })
  const { url } = server
  const ann = await Visitor.arrive(url)
  const ben = await Visitor.arrive(url)
  for (const visitor of [ann, ben]) await visitor.request('join', { room })
  const { message } = await ann.request('message', { room, text: 'Tea?' })
  await ann.request('message', { room, text: 'Tea!' })
  await ann.request('edit', { room, id: message.id, text: 'Coffee?' })
  await ben.request('react', { room, id: message.id, emoji: '👍', on: true })
  await ann.request('delete', { room, id: message.id })
  await server.moderate(room, { type: 'settings', settings: { readOnly: true } })

  const { samples } = parseExposition(await read(url))
  const appended = (type: string) => samples.get(`chat_events_appended_total{type="${type}"}`)
  expect(['message', 'edit', 'reaction', 'delete', 'settings'].map(appended)).toEqual([
    2, 1, 1, 1, 1,
  ])
  expect(samples.get('chat_events_delivered_total')).toBe(12)
  expect(samples.get('chat_requests_total{request="message"}')).toBe(2)
  expect(samples.get('chat_commit_duration_seconds_count')).toBe(6)
  expect(samples.get('chat_commit_duration_seconds_sum')).toBeGreaterThan(0)
})

test('messages that come together share a commit, and that is seen', async () => {
  const { url } = await startServer({
    metrics: true,
    dataDir: join(folder, 'shared'),
    database: 'sqlite',
  })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room })
  await Promise.all(
    Array.from({ length: 100 }, () => ann.request('message', { room, text: 'Together' })),
  )
  expect(await sample(url, 'chat_commit_appends_sum')).toBe(100)
  expect(await sample(url, 'chat_commit_appends_count')).toBeLessThan(50)
})

test('what is refused is counted by reason', async () => {
  const { url } = await startServer({
    metrics: true,
    origins: ['https://good.example'],
    rates: { message: { points: 1, seconds: 60 } },
    maxConnectionsPerAddress: 3,
  })
  const ann = await Visitor.arrive(url)
  await ann.codeOf('message', { room, text: 'Not joined' })
  await ann.request('join', { room })
  await ann.codeOf('join', { room: '?' })
  await ann.codeOf('message', { room, text: 'One too many' })
  await Visitor.arrive(url, { protocol: 99 })
  await Visitor.arrive(url, {}, { extraHeaders: { Origin: 'https://evil.example' } })

  const refused = (code: string) => sample(url, `chat_requests_refused_total{code="${code}"}`)
  expect(await refused('not_joined')).toBe(1)
  expect(await refused('invalid_room')).toBe(1)
  expect(await refused('rate_limited')).toBe(1)
  const kept = (code: string) => sample(url, `chat_connections_refused_total{code="${code}"}`)
  expect(await kept('unsupported_protocol')).toBe(1)
  expect(await kept('forbidden')).toBe(1)
  for (let count = 0; count < 3; count += 1) await Visitor.arrive(url)
  expect(await kept('rate_limited')).toBeGreaterThan(0)
})

test('bytes that wait for slow readers are seen, and so is that one was cut off', async () => {
  const { url, port } = await startServer({
    metrics: true,
    graceMs: 0,
    maxBufferedBytes: 1_000_000,
  })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room })
  await joinWithoutReading(port, room)
  const text = 'x'.repeat(4_000)
  let mostBuffered = 0
  // Sockets of the operating system hold some megabytes before anything waits in the process.
  for (let batch = 0; batch < 200 && (await sample(url, 'chat_slow_consumers_total')) === 0;) {
    await Promise.all(Array.from({ length: 50 }, () => ann.request('message', { room, text })))
    mostBuffered = Math.max(mostBuffered, await sample(url, 'chat_buffered_bytes'))
    batch += 1
  }
  expect(await sample(url, 'chat_slow_consumers_total')).toBe(1)
  expect(mostBuffered).toBeGreaterThan(text.length)
  await eventually(async () => expect(await sample(url, 'chat_buffered_bytes')).toBe(0))
})

test('a commit that the store fails is counted', async () => {
  const dataDir = join(folder, 'locked')
  const { url } = await startServer({ metrics: true, dataDir, database: 'sqlite' })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room })
  const other = new DatabaseSync(join(dataDir, 'chat.db'))
  other.exec('BEGIN IMMEDIATE')
  expect(await ann.codeOf('message', { room, text: 'Meanwhile' })).toBe('unavailable')
  other.exec('ROLLBACK')
  other.close()
  expect(await sample(url, 'chat_commit_failures_total')).toBe(1)
  expect(await sample(url, 'chat_requests_refused_total{code="unavailable"}')).toBe(1)
})

test('two servers in one process count apart', async () => {
  const [a, b] = [await startServer({ metrics: true }), await startServer({ metrics: true })]
  await Visitor.arrive(a.url)
  expect(await sample(a.url, 'chat_connections_total')).toBe(1)
  expect(await sample(b.url, 'chat_connections_total')).toBe(0)
})

test('nothing that a visitor chose is in the metrics', async () => {
  const { url } = await startServer({ metrics: true })
  const ann = await Visitor.arrive(url, { name: 'Annabella' })
  await ann.request('join', { room: 'secret-garden' })
  await ann.request('message', { room: 'secret-garden', text: 'Rosebud' })
  ann.socket.emit('Mischief', { room: 'secret-garden' })
  await ann.codeOf('join', { room: 'Mischief?' })
  const text = await read(url)
  for (const own of ['Annabella', 'secret-garden', 'Rosebud', 'Mischief', ann.session.user.id]) {
    expect(text).not.toContain(own)
  }
})

test('with a token they are for those who present it', async () => {
  const { url } = await startServer({ metrics: true, metricsToken: 'a token of sixteen' })
  const statusWith = async (authorization?: string) => {
    const headers = authorization === undefined ? undefined : { authorization }
    return (await fetch(`${url}/metrics`, headers && { headers })).status
  }
  expect(await statusWith()).toBe(401)
  expect(await statusWith('Bearer a token of sevente')).toBe(401)
  expect(await statusWith('Basic a token of sixteen')).toBe(401)
  expect(await statusWith('Bearer a token of sixteen')).toBe(200)
})

const args = ['--port', '0', '--host', '127.0.0.1', '--database', 'memory']

test('on a port of their own they are there and nowhere else, and it ends with the server', async () => {
  const command = runCommand([...args, '--metrics', '127.0.0.1:0'])
  const url = await urlOf(command)
  const line = await eventually(() => {
    const [found] = /\{.*metrics are served.*\}/.exec(command.errors) ?? []
    expect(found).toBeDefined()
    return JSON.parse(found ?? '') as { url: string }
  })
  const own = line.url.replace('/metrics', '')

  await Visitor.arrive(url)
  expect(await sample(own, 'chat_connections')).toBe(1)
  expect((await fetch(`${url}/metrics`)).status).toBe(404)
  for (const path of ['/', '/rooms', '/health']) {
    expect((await fetch(own + path)).status, path).toBe(404)
  }
  command.child.kill('SIGTERM')
  expect((await exitOf(command)).code).toBe(0)
})

test('a metrics port in use is one line, and exit code 1', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const { errors, code } = await exitOf(runCommand([...args, '--metrics', `${port}`]))
  other.close()
  expect(code).toBe(1)
  expect(errors).toMatch(
    /^chat-server: Metrics cannot be served: .*EADDRINUSE.* Choose another port for them\.\n$/,
  )
})
