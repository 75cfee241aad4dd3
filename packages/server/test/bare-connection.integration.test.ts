import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { eventually } from './eventually.js'
import { startServer, type RunningServer } from './running-server.js'
import { Visitor } from './visitor.js'

/** A WebSocket that speaks Engine.IO and Socket.IO only as far as the test does. */
async function openBare({ port }: RunningServer) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`)
  const frames: string[] = []
  socket.on('message', (data: Buffer) => frames.push(data.toString()))
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  return { socket, frames, count: (start: string) => countOf(frames, start) }
}

const countOf = (frames: string[], start: string) =>
  frames.filter((frame) => frame.startsWith(start)).length

async function expectService({ url }: RunningServer): Promise<void> {
  const visitor = await Visitor.arrive(url)
  await visitor.request('join', { room: 'tea' })
  expect(await visitor.codeOf('message', { room: 'tea', text: 'Still here' })).toBe('ok')
}

test('a connection has one session; one that asks for more is closed', async () => {
  const server = await startServer()
  const { socket, count } = await openBare(server)
  for (let asked = 0; asked < 100; asked += 1) socket.send('40{}')

  await once(socket, 'close')
  expect(count('42["session"')).toBeLessThanOrEqual(1)
  await expectService(server)
})

test('a connection whose session ended may ask for another', async () => {
  const server = await startServer({ graceMs: 0 })
  const { socket, count } = await openBare(server)
  const rooms = async () => (await fetch(`${server.url}/rooms`)).json()
  for (const expected of [1, 2, 3]) {
    socket.send('40{}')
    await eventually(() => expect(count('42["session"')).toBe(expected))
    socket.send('42["join",{"room":"tea"}]')
    await eventually(async () => expect(await rooms()).toMatchObject({ rooms: [{}] }))
    socket.send('41')
    await eventually(async () => expect(await rooms()).toEqual({ rooms: [] }))
  }
})

test('a connection that was refused may ask again, correctly', async () => {
  const server = await startServer()
  const { socket, count } = await openBare(server)
  socket.send('40{"protocol":2}')
  await eventually(() => expect(count('44{')).toBe(1))
  socket.send('40{"protocol":1}')
  await eventually(() => expect(count('42["session"')).toBe(1))
})

test('a connection that was refused has two seconds to read why', async () => {
  const server = await startServer()
  const { socket, count } = await openBare(server)
  socket.send('40{"protocol":2}')
  await once(socket, 'close')
  expect(count('44{')).toBe(1)
})

test('the session is the first thing that is pushed', async () => {
  const { socket, frames, count } = await openBare(await startServer())
  socket.send('40{}')
  await eventually(() => expect(count('42["session"')).toBe(1))

  const [opened, connected, session] = frames
  expect(opened).toMatch(/^0\{/)
  expect(connected).toMatch(/^40\{/)
  expect(session).toMatch(/^42\["session"/)
})

test('a request that does not wait for the session ends the connection, and does nothing', async () => {
  const server = await startServer()
  const { socket } = await openBare(server)
  socket.send('40{}')
  socket.send('420["join",{"room":"tea"}]')

  await once(socket, 'close')
  expect(await (await fetch(`${server.url}/rooms`)).json()).toEqual({ rooms: [] })
})

test.each(['', '&sid=', '&x=?sid=nobody'])(
  'connections without a session are bounded too, also of those who add %j',
  async (addition) => {
    const { port } = await startServer({ rates: {}, maxConnectionsPerAddress: 1 })
    const open = async () => {
      const address = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket${addition}`
      const socket = new WebSocket(address)
      onTestFinished(() => socket.terminate())
      return new Promise((resolve) => {
        socket.once('open', () => resolve('open'))
        socket.once('error', () => resolve('refused'))
      })
    }
    expect([await open(), await open(), await open()]).toEqual(['open', 'open', 'refused'])
  },
)

test.each([
  ['is no HTTP', 'HELLO SERVER\r\n\r\n'],
  ['is no HTTP/1.1', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['has endless headers', `GET / HTTP/1.1\r\n${'x: y\r\n'.repeat(50_000)}\r\n`],
  ['has two lengths', 'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  [
    'upgrades to something else',
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
  ],
  [
    'upgrades without a key',
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  ],
  [
    'upgrades a connection that there is not',
    'GET /socket.io/?EIO=4&transport=websocket&sid=nobody HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  ],
])('a request that %s is answered with an error or not at all', async (_, bytes) => {
  const server = await startServer()
  const socket = connect(server.port, '127.0.0.1')
  const parts: string[] = []
  socket.setEncoding('utf8').on('data', (part: string) => parts.push(part))
  socket.on('error', () => {})
  socket.end(bytes)
  await new Promise((resolve) => socket.once('close', resolve))

  if (parts.length > 0) expect(parts.join('')).toMatch(/^HTTP\/1\.1 4\d\d /)
  await expectService(server)
})

test.each([
  ['an unknown transport', '?EIO=4&transport=carrier-pigeon', 400],
  ['no transport', '?EIO=4', 400],
  ['an old version of Engine.IO', '?EIO=3&transport=polling', 400],
  ['a connection that there is not', '?EIO=4&transport=polling&sid=nobody', 400],
  ['lists in place of words', '?EIO=4&transport=polling&transport=websocket&sid[]=1', 400],
])('polling with %s is refused', async (_, query, status) => {
  const server = await startServer()
  const response = await fetch(`${server.url}/socket.io/${query}`)
  expect(response.status).toBe(status)
  await expectService(server)
})

test('a polled packet beyond the limit is refused, and nobody else notices', async () => {
  const server = await startServer()
  const address = `${server.url}/socket.io/?EIO=4&transport=polling`
  const opening = await (await fetch(address)).text()
  const { sid } = JSON.parse(opening.slice(1)) as { sid: string }

  const response = await fetch(`${address}&sid=${sid}`, {
    method: 'POST',
    body: `4${'x'.repeat(200_000)}`,
  })

  expect(response.status).toBe(413)
  await expectService(server)
})
