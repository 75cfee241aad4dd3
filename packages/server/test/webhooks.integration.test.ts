import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { expect, onTestFinished, test } from 'vitest'
import { createChatServer } from '../src/index.js'
import { Lease } from '../src/store/lease.js'
import { MemoryStore } from '../src/store/memory-store.js'
import { WebhookOutbox } from '../src/webhooks/webhook-outbox.js'
import { WebhookSender, type WebhookSenderOptions } from '../src/webhooks/webhook-sender.js'
import { eventually } from './eventually.js'
import { createDatabase, execute, hasPostgres } from './real-postgres.js'
import { startServer } from './running-server.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'
import { SECRET, WebhookReceiver } from './webhook-receiver.js'

const folder = useTemporaryFolder()
const room = 'tea'

async function arriveIn(url: string, name = 'Ann'): Promise<Visitor> {
  const visitor = await Visitor.arrive(url, { name })
  await visitor.request('join', { room })
  return visitor
}

test('everything that happens is told, signed, in order, each once', async () => {
  const receiver = await WebhookReceiver.open()
  const { url } = await startServer({ webhooks: [{ url: receiver.url, secret: SECRET }] })
  const ann = await arriveIn(url)
  const ben = await arriveIn(url, 'Ben')
  const texts = Array.from({ length: 25 }, (_, index) => `${index}`)
  await Promise.all(
    texts.map(async (text) => {
      const { message } = await ann.request('message', { room, text })
      if (text === '24') await ben.request('report', { room, id: message.id, reason: 'Rude.' })
    }),
  )
  await ben.request('leave', { room })
  await eventually(() => {
    const types = receiver.taken.map(({ type }) => type)
    expect(types).toEqual(expect.arrayContaining(['report', 'leave']))
    expect(receiver.texts).toEqual(texts)
  })
  expect(receiver.taken.filter(({ type }) => type === 'report')).toMatchObject([
    { room, data: { reason: 'Rude.', count: 1, message: { text: '24' } } },
  ])
  const ids = receiver.taken.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(ids.toSorted())
})

test('a webhook is told of the events and rooms that it asked for', async () => {
  const receiver = await WebhookReceiver.open()
  const { url } = await startServer({
    webhooks: [{ url: receiver.url, secret: SECRET, events: ['message'], rooms: [room] }],
  })
  const ann = await arriveIn(url)
  await ann.request('join', { room: 'coffee' })
  await ann.request('message', { room: 'coffee', text: 'not this' })
  const { message } = await ann.request('message', { room, text: 'this' })
  await ann.request('delete', { room, id: message.id })
  await ann.request('message', { room, text: 'and this' })
  await eventually(() => expect(receiver.texts).toEqual(['this', 'and this']))
  expect(receiver.taken).toHaveLength(2)
})

test('what could not be told waits, also over a restart, and then comes in order', async () => {
  const receiver = await WebhookReceiver.open()
  receiver.isFailing = true
  const options = {
    dataDir: join(folder, 'restart'),
    database: 'sqlite',
    logLevel: 'silent' as const,
    webhooks: [{ url: receiver.url, secret: SECRET, events: ['message' as const] }],
  }
  const first = createChatServer(options)
  const ann = await arriveIn((await first.listen({ host: '127.0.0.1' })).url)
  await ann.request('message', { room, text: 'one' })
  await ann.request('message', { room, text: 'two' })
  await eventually(() => expect(receiver.refused).toBeGreaterThan(0))
  ann.leave()
  await first.close()

  receiver.isFailing = false
  const { url } = await startServer(options)
  const ben = await arriveIn(url, 'Ben')
  await ben.request('message', { room, text: 'three' })
  await eventually(() => expect(receiver.texts).toEqual(['one', 'two', 'three']))
})

test.runIf(hasPostgres)(
  'what failed is tried again later and later with PostgreSQL too',
  async () => {
    const receiver = await WebhookReceiver.open()
    receiver.isFailing = true
    const database = await createDatabase()
    const webhooks = [{ url: receiver.url, secret: SECRET, events: ['message' as const] }]
    const { url } = await startServer({ database, webhooks })
    const ann = await arriveIn(url)
    await ann.request('message', { room, text: 'one' })
    await eventually(async () => {
      const rows = await execute<{ attempts: string }>(database, 'SELECT attempts FROM deliveries')
      expect(Number(rows[0]?.attempts)).toBeGreaterThan(1)
    })
    receiver.isFailing = false
    await eventually(() => expect(receiver.texts).toEqual(['one']))
  },
)

test('a delivery that was forged, changed or is replayed later is told from a true one', async () => {
  const receiver = await WebhookReceiver.open()
  const { url } = await startServer({
    webhooks: [{ url: receiver.url, secret: SECRET, events: ['message'] }],
  })
  const ann = await arriveIn(url)
  await ann.request('message', { room, text: 'true' })
  await eventually(() => expect(receiver.texts).toEqual(['true']))
  const [headers] = receiver.headers as Record<string, string>[]
  const [body = ''] = receiver.bodies
  const standard = new Webhook(SECRET)
  const verify = (text: string, changed: Record<string, string> = {}) =>
    standard.verify(text, { ...headers, ...changed })
  expect(verify(body)).toMatchObject({ room })
  expect(() => verify(body.replace('true', 'false'))).toThrow('signature')
  expect(() => verify(body, { 'webhook-id': 'another' })).toThrow('signature')
  const hourAgo = String(Number(headers?.['webhook-timestamp']) - 3_600)
  expect(() => verify(body, { 'webhook-timestamp': hourAgo })).toThrow('old')
  const other = new Webhook(`whsec_${Buffer.alloc(32, 8).toString('base64')}`)
  expect(() => other.verify(body, headers ?? {})).toThrow('signature')
})

test.each([
  [{ url: 'ftp://example.com', secret: SECRET }, 'http or https'],
  [{ url: 'https://example.com', secret: 'whsec_short' }, 'secret'],
])('a webhook that cannot be right stops the start: %j', (webhook, words) => {
  expect(() => createChatServer({ database: 'memory', webhooks: [webhook] })).toThrow(words)
})

type SenderOptions = Omit<WebhookSenderOptions, 'onFailure' | 'onError'>

/** What sends, and everything that went wrong. */
function startSender(options: SenderOptions) {
  const errors: unknown[] = []
  const sender = new WebhookSender({
    ...options,
    onFailure: (_delivery, reason) => errors.push(reason),
    onError: (error) => errors.push(error),
  })
  onTestFinished(() => sender.close())
  sender.open()
  return { sender, errors }
}

test('an address that takes its time with many rooms keeps no other waiting', async () => {
  const [slow, quick] = [await WebhookReceiver.open(), await WebhookReceiver.open()]
  const webhooks = [slow, quick].map(({ url }) => ({ url, secret: SECRET }))
  const { sql } = new MemoryStore()
  const outbox = new WebhookOutbox(sql, webhooks)
  const rooms = Array.from({ length: 50 }, (_, index) => `room-${index}`)
  for (const one of rooms) await outbox.add(one, 'message', { text: 'first' })
  let underWay = 0
  let answer = () => {}
  const answered = new Promise<void>((resolve) => (answer = resolve))
  slow.onTake = async () => {
    underWay += 1
    await answered
  }
  const { sender, errors } = startSender({ outbox, webhooks, lease: new Lease(sql, 'w', 15_000) })
  await eventually(() => expect(underWay).toBeGreaterThan(0))
  await outbox.add(room, 'message', { text: 'second' })
  sender.look()
  await eventually(() => expect(quick.taken).toHaveLength(rooms.length + 1))
  // None of them had to be given up for it, and it was not asked for all at once.
  expect(errors).toEqual([])
  expect(underWay).toBeLessThan(rooms.length)
  answer()
  await eventually(() => expect(slow.taken).toHaveLength(rooms.length + 1))
})

test('whoever delivers holds the lease for as long as that takes', async () => {
  const receiver = await WebhookReceiver.open()
  const webhooks = [{ url: receiver.url, secret: SECRET }]
  const { sql } = new MemoryStore()
  let now = Date.now()
  const createLease = () => new Lease(sql, 'webhooks', 15_000, () => now)
  const outbox = new WebhookOutbox(sql, webhooks, () => now)
  for (let n = 1; n <= 5; n += 1) await outbox.add(room, 'message', { text: `${n}` })
  const others: boolean[] = []
  receiver.onTake = async () => {
    // Within the time that an answer may take.
    now += 9_000
    others.push(await createLease().hold())
  }
  const { errors } = startSender({ outbox, webhooks, lease: createLease(), now: () => now })
  await eventually(() => expect(receiver.taken).toHaveLength(5))
  expect(others).toEqual(Array.from({ length: 5 }, () => false))
  expect(errors).toEqual([])
})
