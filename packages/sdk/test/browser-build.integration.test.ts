import { describe, expect, onTestFinished, test } from 'vitest'
import type { ChatClientOptions } from '../src/index.js'
import { eventually } from './eventually.js'
import type { FakeServer } from './fake-server.js'
import { startServer } from './stage.js'

// What browsers load speaks Socket.IO by itself (build/lean-modules.ts): here to a server that does as it is published.
const path = new URL('../dist/browser.js', import.meta.url).href
const { ChatClient } = (await import(path)) as typeof import('../src/index.js')

function makeClient(server: FakeServer, options: ChatClientOptions = {}) {
  const client = new ChatClient({ url: server.url, storage: null, ...options })
  onTestFinished(() => client.close())
  return client
}

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
    server.goSilent()
    await eventually(() => expect(client.status).not.toBe('connected'))
    await eventually(() => expect(room.status).toBe('joined'))
  })
})

test('where no WebSocket gets through it goes on over polling', async () => {
  const server = await startServer({ transports: ['polling'] })
  const room = await makeClient(server, { transports: ['websocket', 'polling'] }).join('support')
  await room.send('Hello')
  expect(room.messages).toHaveLength(1)
})

test('what began over polling goes over to WebSocket, and nothing is lost or changes places on the way', async () => {
  const server = await startServer()
  const client = makeClient(server, { transports: ['polling', 'websocket'] })
  const room = await client.join('support')
  const texts = Array.from({ length: 60 }, (_, index) => `Message ${index}`)
  const sent = texts.map((text) => room.send(text))
  for (const text of texts) server.say('support', `Answer to ${text}`)
  await Promise.all(sent)
  await eventually(() => expect(server.transports).toEqual(['websocket']))
  await room.send('Over WebSocket')
  const own = room.messages.filter(({ user }) => user.id === client.user?.id)
  expect(own.map(({ text }) => text)).toEqual([...texts, 'Over WebSocket'])
  expect(room.messages).toHaveLength(121)
  expect(server.handshakes).toHaveLength(1)
})

test('a client that is closed while it goes over to WebSocket is gone', async () => {
  const server = await startServer()
  const client = makeClient(server, { transports: ['polling', 'websocket'] })
  await client.join('support')
  await client.close()
  await eventually(() => expect(server.connections).toBe(0))
})
