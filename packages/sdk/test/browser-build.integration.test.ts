import { describe, expect, test } from 'vitest'
import type { ChatClientOptions } from '../src/index.js'
import { BrowserChatClient } from './browser-build.js'
import { eventually } from './eventually.js'
import type { FakeServer } from './fake-server.js'
import { makeClient as makeAnyClient, startServer } from './stage.js'

// What browsers load speaks Socket.IO by itself (src/browser): here to a server that does as it is published.
const makeClient = (server: FakeServer, options?: ChatClientOptions) =>
  makeAnyClient(server, options, BrowserChatClient)

describe.each(['websocket', 'polling'] as const)('over %s', (transport) => {
  const transports = [transport]

  test('what is said and asked arrives as it was, both ways', async () => {
    const server = await startServer({ limits: { textLength: 100_000 } })
    const room = await makeClient(server, { transports, name: 'Zoë 🌱' }).join('support')
    const texts = ['é\u0301 👩🏽‍🚀 \u2028 "quoted" \\ 0[]', '42["not a packet"]', 'x'.repeat(90_000)]
    for (const text of texts) await room.send(text)
    server.say('support', texts[0] ?? '')
    await eventually(() =>
      expect(room.messages.map(({ text }) => text)).toEqual([...texts, texts[0]]),
    )
    expect(server.handshakes[0]).toMatchObject({ name: 'Zoë 🌱' })
    expect(room.messages[0]?.user.name).toBe('Zoë 🌱')
  })

  test('each answer comes to its own question, in whichever order they come', async () => {
    const server = await startServer()
    const client = makeClient(server, { transports })
    const room = await client.join('support')
    const { id } = await room.send('Hello')
    const answer = server.holdAnswers('react')
    const reacted = room.react(id, '👍')
    await eventually(() => expect(server.asked('react')).toHaveLength(1))
    expect(await client.setName('Ann')).toMatchObject({ name: 'Ann' })
    answer()
    await reacted
  })

  test('a refusal of the connection says why, and nothing is tried again', async () => {
    const server = await startServer()
    server.refusal = { code: 'unsupported_protocol', message: 'Too old.' }
    const client = makeClient(server, { transports })
    await expect(client.join('support')).rejects.toMatchObject({
      code: 'unsupported_protocol',
      message: 'Too old.',
    })
    expect(client.status).toBe('closed')
    expect(server.handshakes).toHaveLength(1)
  })

  test.each([
    ['is no packet', '9'],
    ['is cut off', '2["events",{"room":'],
    ['has no event', '2{"events":1}'],
    [
      'has a name of Socket.IO’s own',
      '2["connect_error",{"data":{"code":"banned","message":"No."}}]',
    ],
    ['is of another namespace', '2/admin,["events",{}]'],
    ['promises something binary', '51-["events",{"_placeholder":true,"num":0}]'],
    ['is binary', Buffer.from([1, 2, 3])],
  ])('what %s ends the connection, and the next one misses nothing', async (_, packet) => {
    const server = await startServer()
    const client = makeClient(server, { transports })
    const room = await client.join('support')
    const lost = new Promise((resolve) => client.on('status', resolve))
    server.sendRaw(packet)
    await lost
    server.say('support', 'Meanwhile')
    await eventually(() => expect(client.status).toBe('connected'))
    await eventually(() => expect(room.messages.map(({ text }) => text)).toEqual(['Meanwhile']))
    await room.send('And on')
  })

  test('an answer that nobody asked for, or that comes twice, changes nothing', async () => {
    const server = await startServer()
    const client = makeClient(server, { transports })
    const room = await client.join('support')
    for (const packet of ['3999[{"ok":true}]', '30[{"ok":true}]', '30[{"ok":true}]'])
      server.sendRaw(packet)
    await room.send('Hello')
    expect(client.status).toBe('connected')
    expect(server.handshakes).toHaveLength(1)
  })

  test('a server that ends the session is connected to again', async () => {
    const server = await startServer()
    const client = makeClient(server, { transports })
    const room = await client.join('support')
    server.disconnectAll()
    await eventually(() => expect(server.handshakes.length).toBeGreaterThan(1))
    await eventually(() => expect(room.status).toBe('joined'))
    await room.send('Hello')
  })

  test('who leaves tells the server, which knows at once', async () => {
    const server = await startServer()
    const client = makeClient(server, { transports })
    await client.join('support')
    expect(server.connections).toBe(1)
    await client.close()
    await eventually(() => expect(server.connections).toBe(0))
  })

  test('a link that dies in silence is noticed', async () => {
    const server = await startServer({ pingIntervalMs: 300, pingTimeoutMs: 300 })
    const client = makeClient(server, { transports })
    const room = await client.join('support')
    const lost = new Promise((resolve) => client.once('status', resolve))
    server.goSilent()
    expect(await lost).toMatchObject({ current: 'reconnecting' })
    await eventually(() => expect(room.status).toBe('joined'))
  })
})

test('where no WebSocket gets through it goes on over polling', async () => {
  const server = await startServer({ transports: ['polling'] })
  const room = await makeClient(server, { transports: ['websocket', 'polling'] }).join('support')
  await room.send('Hello')
  expect(room.messages).toHaveLength(1)
})

test('from polling it goes over to WebSocket, and what is said meanwhile arrives in order, both ways', async () => {
  const server = await startServer()
  const client = makeClient(server, { transports: ['polling', 'websocket'] })
  const room = await client.join('support')
  const texts = Array.from({ length: 60 }, (_, index) => `${index}`)
  const sent = texts.map((text) => room.send(text))
  let said = 0
  await eventually(() => {
    server.say('support', `said ${said++}`)
    expect(server.transportsInUse).toEqual(['websocket'])
  })
  await Promise.all(sent)
  server.say('support', `said ${said++}`)

  await eventually(() => expect(room.messages).toHaveLength(texts.length + said))
  const all = room.messages.map(({ text }) => text)
  expect(all.filter((text) => !text.startsWith('said'))).toEqual(texts)
  expect(all.filter((text) => text.startsWith('said'))).toEqual(
    Array.from({ length: said }, (_, index) => `said ${index}`),
  )
  expect(server.handshakes).toHaveLength(1)
})

test('where WebSocket is tried in vain it stays with polling', async () => {
  const server = await startServer()
  server.refuseWebSockets()
  const client = makeClient(server, { transports: ['polling', 'websocket'] })
  const room = await client.join('support')
  await eventually(() => expect(server.refusedWebSockets).toBeGreaterThan(0))
  for (const text of ['Hello', 'again']) await room.send(text)
  expect(server.transportsInUse).toEqual(['polling'])
  expect(server.handshakes).toHaveLength(1)
})

test('what is more than one request may carry goes in several', async () => {
  const server = await startServer({ maxRequestBytes: 2_000 })
  const client = makeClient(server, { transports: ['polling'] })
  const names = Array.from({ length: 12 }, (_, index) => `room-${index}`)
  const rooms = await Promise.all(names.map((name) => client.join(name)))
  await Promise.all(rooms.map((room) => room.send('é'.repeat(200))))
  expect(server.asked('message')).toHaveLength(12)
  expect(server.handshakes).toHaveLength(1)
})

test('a client that is closed while it goes over to WebSocket is gone', async () => {
  const server = await startServer()
  const client = makeClient(server, { transports: ['polling', 'websocket'] })
  await client.join('support')
  await client.close()
  await eventually(() => expect(server.connections).toBe(0))
})
