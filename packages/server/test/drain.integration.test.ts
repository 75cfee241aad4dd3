import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { createChatServer } from '../src/index.js'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()
const room = 'tea'

test('who is connected is told, and then disconnected', async () => {
  const server = await startServer()
  const ann = await Visitor.arrive(server.url)
  await server.close()
  await eventually(() => expect(ann.isClosed).toBe(true))
  expect(ann.pushed.notice).toMatchObject([{ code: 'shutting_down' }])
})

test('what was acknowledged meanwhile is stored, and what was refused is not', async () => {
  const dataDir = join(folder, randomUUID())
  const options = { database: 'sqlite', dataDir }
  const server = await startServer(options)
  const ann = await Visitor.arrive(server.url)
  await ann.request('join', { room })
  const sent = Array.from({ length: 500 }, async (_, index) => {
    const code = await ann.codeOf('message', { room, text: `${index}` }).catch(() => 'lost')
    return [`${index}`, code] as const
  })
  await sent[0]
  await server.close()

  const outcomes = await Promise.all(sent)
  const textsOf = (wanted: string) =>
    outcomes.filter(([, code]) => code === wanted).map(([text]) => text)
  const again = await Visitor.arrive((await startServer(options)).url)
  const { events } = (await again.request('join', { room, after: 0 })) as {
    events: { message: { text: string } }[]
  }
  const stored = events.map(({ message }) => message.text)
  expect(stored).toEqual(expect.arrayContaining(textsOf('ok')))
  for (const refused of textsOf('shutting_down')) expect(stored).not.toContain(refused)
  expect(new Set(stored).size).toBe(stored.length)
})

test('nothing happens before the start: no directory, no secret', async () => {
  const dataDir = join(folder, 'untouched')
  const server = createChatServer({ dataDir, logLevel: 'silent' })
  expect(existsSync(dataDir)).toBe(false)
  await server.close()
  expect(existsSync(dataDir)).toBe(false)
})

test('closing twice, or a server that never ran, is fine', async () => {
  const server = await startServer()
  await Promise.all([server.close(), server.close()])
  await server.close()
  await createChatServer({ database: 'memory', logLevel: 'silent' }).close()
})

test('a server that was closed does not start again', async () => {
  const server = await startServer()
  await server.close()
  await expect(server.start()).rejects.toMatchObject({ code: 'shutting_down' })
  await expect(server.listen()).rejects.toMatchObject({ code: 'shutting_down' })
})

test('it leaves the database in one file, for backups', async () => {
  const dataDir = join(folder, randomUUID())
  const server = await startServer({ database: 'sqlite', dataDir })
  const ann = await Visitor.arrive(server.url)
  await ann.request('join', { room })
  await ann.request('message', { room, text: 'Keep this' })
  await server.close()
  expect(readdirSync(dataDir).sort()).toEqual(['chat.db', 'secret'])
})

test('its port is free again', async () => {
  const server = await startServer()
  await Visitor.arrive(server.url)
  await server.close()
  const next = createChatServer({ database: 'memory', logLevel: 'silent' })
  onTestFinished(() => next.close())
  await next.listen({ port: server.port, host: '127.0.0.1' })
})

test('connections that say nothing, or do not read, do not hold it up', async () => {
  const server = await startServer()
  const silent = connect(server.port, '127.0.0.1')
  await once(silent, 'connect')
  silent.on('error', () => {})
  silent.write('GET /health HTTP/1.1\r\nHost: a\r\n')
  const polling = await Visitor.arrive(server.url, {}, { transports: ['polling'] })

  const closingAt = performance.now()
  await server.close()
  // It takes a second for this; without it, Node gives a request a minute to come.
  expect(performance.now() - closingAt).toBeLessThan(20_000)
  await eventually(() => expect(polling.isClosed).toBe(true))
})

test('a start that fails says why, and can be closed', async () => {
  const first = await startServer()
  const second = createChatServer({ database: 'memory', logLevel: 'silent' })
  await expect(second.listen({ port: first.port, host: '127.0.0.1' })).rejects.toThrow('EADDRINUSE')
  await second.close()

  const dataDir = join(folder, 'file', 'below')
  writeFileSync(join(folder, 'file'), '')
  const third = createChatServer({ dataDir, logLevel: 'silent' })
  await expect(third.start()).rejects.toThrow(dataDir)
  await third.close()
})

test('a start that fails half-way leaves nothing open', async () => {
  const dataDir = join(folder, randomUUID())
  const first = await startServer({ database: 'sqlite', dataDir })
  await first.close()
  const database = new DatabaseSync(join(dataDir, 'chat.db'))
  database.exec('DROP TABLE sanctions')
  database.close()

  const metrics = { port: first.port, host: '127.0.0.1' }
  const server = createChatServer({ dataDir, metrics, logLevel: 'silent' })
  await expect(server.start()).rejects.toMatchObject({ code: 'unavailable' })
  expect(readdirSync(dataDir).sort()).toEqual(['chat.db', 'secret'])
  const next = createServer().listen(first.port, '127.0.0.1')
  await once(next, 'listening')
  next.close()
})
