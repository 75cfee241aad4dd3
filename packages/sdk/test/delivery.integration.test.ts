import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { no } from './fake-answer.js'
import { makeClient, startServer } from './stage.js'

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}`)

test('messages written before the connection and while it is gone are sent once each, in order', async () => {
  const server = await startServer()
  const room = makeClient(server).room('support')
  const joined = room.join()
  const early = ['1', '2'].map((text) => room.send(text))
  expect(room.pending.map(({ text, state }) => [text, state])).toEqual([
    ['1', 'queued'],
    ['2', 'queued'],
  ])
  await joined
  await Promise.all(early)

  const lost = new Promise((resolve) => room.once('status', resolve))
  server.cut()
  expect(await lost).toMatchObject({ current: 'recovering' })
  const late = ['3', '4', '5'].map((text) => room.send(text))
  expect(room.pending.map(({ text }) => text)).toEqual(['3', '4', '5'])
  const stored = await Promise.all(late)
  expect(stored.map(({ seq }) => seq)).toEqual([3, 4, 5])
  await eventually(() => expect(room.pending).toEqual([]))
  expect(room.messages.map(({ text }) => text)).toEqual(numbered(5))
  expect(server.asked('message').map(({ text }) => text)).toEqual(numbered(5))
})

test('a message whose acknowledgement was lost is sent again with the same id, and is there once', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const heard: string[] = []
  room.on('message', ({ text }) => heard.push(text))
  server.losesPushes = true
  server.holdAnswers('message')
  const sent = room.send('Hello')
  await eventually(() => expect(server.log('support').messages).toHaveLength(1))
  server.cut()
  server.losesPushes = false

  const message = await sent
  expect(message).toMatchObject({ seq: 1, text: 'Hello' })
  expect(room.messages).toEqual([message])
  expect(room.pending).toEqual([])
  expect(heard).toEqual(['Hello'])
  expect(server.log('support').events).toHaveLength(1)
})

test('a message whose request was lost before the server had it is sent again with the same id', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  server.override('message', (_, nth) => (nth === 0 ? 'silence' : undefined))
  const sent = room.send('Hello')
  await eventually(() => expect(server.asked('message')).toHaveLength(1))
  server.cut()
  const { id } = await sent
  expect(server.asked('message').map((asked) => asked.id)).toEqual([id, id])
  expect(room.messages.map(({ text }) => text)).toEqual(['Hello'])
})

test('no answer in time means a dead connection: the message goes over the next one', async () => {
  const server = await startServer()
  const client = makeClient(server, { requestTimeoutMs: 1_000 })
  const room = await client.join('support')
  const statuses = new Set<string>()
  client.on('status', ({ current }) => statuses.add(current))
  server.override('message', (_, nth) => (nth === 0 ? 'silence' : undefined))
  await room.send('Hello')
  expect([...statuses]).toEqual(['reconnecting', 'connected'])
  expect(server.log('support').messages).toHaveLength(1)
})

test('a server that asks for patience gets it, and the order stays', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  let refusedAt = Infinity
  server.override('message', (_, nth) => {
    if (nth === 0) refusedAt = performance.now()
    return nth === 0 ? no('rate_limited', 250).answer : undefined
  })
  const sends = ['1', '2'].map((text) => room.send(text))
  await eventually(() => expect(room.pending[0]?.error?.code).toBe('rate_limited'))
  await Promise.all(sends)
  // Timers may be a millisecond early.
  expect(performance.now() - refusedAt).toBeGreaterThan(245)
  expect(server.asked('message').map(({ text }) => text)).toEqual(['1', '1', '2'])
  expect(room.messages.map(({ text }) => text)).toEqual(['1', '2'])
})

test('a server that forgot that we are in the room is joined again, and gets the message', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  server.override('message', (_, nth) => (nth === 0 ? no('not_joined').answer : undefined))
  await room.send('Hello')
  expect(server.asked('join')).toHaveLength(2)
  expect(room.status).toBe('joined')
  expect(room.messages.map(({ text }) => text)).toEqual(['Hello'])
})

test('a refused message stays as failed, and is sent when tried again', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  server.override('message', (_, nth) => (nth === 0 ? no('muted').answer : undefined))
  const id = crypto.randomUUID()
  await expect(room.send('Hello', { id })).rejects.toMatchObject({ code: 'muted' })
  expect(room.pending).toMatchObject([{ id, state: 'failed', error: { code: 'muted' } }])
  room.retry(id)
  await eventually(() => expect(room.messages.map((message) => message.id)).toEqual([id]))
  expect(room.pending).toEqual([])
})

test('a message of the same id is the same message', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const id = crypto.randomUUID()
  const first = await room.send('Hello', { id })
  expect(await room.send('Hello again', { id })).toEqual(first)
  expect(room.messages).toEqual([first])
})

test('an answer to a message says which', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const { id } = await room.send('Question')
  expect(await room.send('Answer', { replyTo: id })).toMatchObject({ replyTo: id })
  expect(room.messages[1]).toMatchObject({ replyTo: id })
})

test('text is sent as typed but for its ends, and what no server takes is refused at once', async () => {
  const server = await startServer({ limits: { textLength: 10 } })
  const room = await makeClient(server).join('support')
  expect((await room.send('  one\r\ntwo \n')).text).toBe('one\ntwo')
  await expect(room.send('x'.repeat(11))).rejects.toMatchObject({ code: 'too_long' })
  await expect(room.send(' \n ')).rejects.toMatchObject({ code: 'invalid_payload' })
  await expect(room.send(undefined as unknown as string)).rejects.toMatchObject({
    code: 'invalid_payload',
  })
  expect(room.pending).toEqual([])
  expect(server.asked('message')).toHaveLength(1)
})
