import { DEFAULT_LIMITS } from '@chat/protocol'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { io as connect } from 'socket.io-client'
import { afterEach, expect, test, vi } from 'vitest'
import { ClientAddress } from './client-address.js'
import { ConnectionCount } from './connection-count.js'
import { createIo } from './create-io.js'

let stop = async () => {}
afterEach(() => stop())

const onCutOff = vi.fn()
afterEach(() => onCutOff.mockClear())

async function connectPair({ maxBufferedBytes = Infinity, polling = false } = {}) {
  const http = createServer()
  const io = createIo(http, {
    limits: DEFAULT_LIMITS,
    origins: '*',
    clientAddress: new ClientAddress({ trustedProxies: [], onUntrustedForward() {} }),
    connectionCount: new ConnectionCount(),
    maxConnectionsPerAddress: Infinity,
    polling: true,
    onUnknownConnection() {},
    onRefused() {},
    maxBufferedBytes,
    onCutOff,
  })
  const connected = once(io, 'connection')
  const accepted = once(http, 'connection')
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const client = connect(`http://127.0.0.1:${port}`, {
    transports: [polling ? 'polling' : 'websocket'],
  })
  stop = async () => {
    client.close()
    await io.close()
  }
  const [socket] = await connected
  const [stream] = (await accepted) as [Socket]
  await vi.waitFor(() => expect(client.connected).toBe(true), 20_000)
  return { socket, client, stream }
}

test('what a connection is sent in one turn, promises included, is written at once', async () => {
  const { socket, client, stream } = await connectPair()
  const received: number[] = []
  client.on('n', (n: number) => received.push(n))
  const writes = vi.spyOn(stream, 'write')

  for (let n = 0; n < 3; n += 1) {
    socket.emit('n', n)
    await Promise.resolve()
  }

  await vi.waitFor(() => expect(received).toEqual([0, 1, 2]), 20_000)
  expect(writes).toHaveBeenCalledTimes(1)
})

test('a broadcast is written in one piece, and in order with what else one is sent', async () => {
  const { socket, client, stream } = await connectPair()
  const received: number[] = []
  client.on('n', (n: number) => received.push(n))
  await socket.join('room')
  const writes = vi.spyOn(stream, 'write')

  socket.nsp.to('room').emit('n', 0)
  await nextTurn()
  expect(writes).toHaveBeenCalledTimes(1)
  for (let n = 1; n < 30; n += 1) {
    if (n % 3 === 0) socket.emit('n', n)
    else socket.nsp.to('room').emit('n', n)
    if (n % 4 === 0) await nextTurn()
  }

  await vi.waitFor(() => expect(received).toEqual(Array.from({ length: 30 }, (_, n) => n)), 20_000)
})

test('while a connection does not keep up, what it is sent waits for it, and follows', async () => {
  const { socket, client, stream } = await connectPair()
  const received: number[] = []
  client.on('n', (n: number) => received.push(n))
  const writes = vi.spyOn(stream, 'write')
  const packets = () => writes.mock.calls.filter(([data]) => data.length > 0).length

  stream.cork()
  for (let n = 0; n < 6; n += 1) {
    if (n % 2 === 0) socket.emit('n', n)
    else socket.nsp.emit('n', n)
    await nextTurn()
  }
  expect(packets()).toBe(1)
  stream.uncork()

  await vi.waitFor(() => expect(received).toEqual([0, 1, 2, 3, 4, 5]), 20_000)
  // The first, and what had come by then as one more.
  expect(packets()).toBe(2)
})

test('texts of any length arrive whole, to one and to all', async () => {
  const { socket, client } = await connectPair()
  const received: string[] = []
  client.on('text', (text: string) => received.push(text))

  // Around the lengths from which a frame tells its length in two bytes, and in eight.
  const around = (length: number) => Array.from({ length: 24 }, (_, n) => length - n)
  const texts = [...around(128), ...around(2 ** 16)].map((length) => 'x'.repeat(length))
  texts.push('', 'é', '漢'.repeat(50), '😀'.repeat(20_000))
  for (const text of texts) {
    socket.emit('text', text)
    socket.nsp.emit('text', text)
    await nextTurn()
  }

  await vi.waitFor(() => expect(received).toHaveLength(2 * texts.length), 20_000)
  expect(received).toEqual(texts.flatMap((text) => [text, text]))
})

test('what was sent just before a disconnect still arrives', async () => {
  const { socket, client } = await connectPair()
  const received: number[] = []
  client.on('n', (n: number) => received.push(n))

  socket.emit('n', 1)
  socket.disconnect(true)

  await vi.waitFor(() => expect(client.connected).toBe(false), 20_000)
  expect(received).toEqual([1])
})

test('as much as may wait does no harm, one byte more ends the connection at once', async () => {
  const { socket, client, stream } = await connectPair({ maxBufferedBytes: 10_000 })
  stream.cork()
  socket.emit('text', 'x'.repeat(4_000))
  await nextTurn()
  socket.emit('text', 'x'.repeat(4_000))
  await nextTurn()
  const waiting = stream.writableLength + '2["text",""]'.length + 4_000
  socket.emit('text', 'x'.repeat(10_000 - waiting - '2["text",""]'.length))
  await nextTurn()
  expect(onCutOff).not.toHaveBeenCalled()

  socket.emit('text', '')
  await nextTurn()
  expect(onCutOff).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(client.connected).toBe(false), 20_000)
})

test('what has gone does not count any more', async () => {
  const { socket, client, stream } = await connectPair({ maxBufferedBytes: 10_000 })
  const received: string[] = []
  client.on('text', (text: string) => received.push(text))
  for (const packets of [3, 5, 3, 5]) {
    received.length = 0
    stream.cork()
    for (let packet = 0; packet < packets; packet += 1) {
      socket.emit('text', 'x'.repeat(8_000 / packets))
      await nextTurn()
    }
    stream.uncork()
    await vi.waitFor(() => expect(received).toHaveLength(packets), 20_000)
  }
  expect(onCutOff).not.toHaveBeenCalled()
})

test('what waits for somebody who does not ask by long-polling counts too', async () => {
  const { socket, client } = await connectPair({ maxBufferedBytes: 10_000, polling: true })
  // Nothing is asked for while the test keeps the event loop's turns to itself.
  for (let packet = 0; packet < 20 && onCutOff.mock.calls.length === 0; packet += 1) {
    socket.emit('text', 'x'.repeat(3_000))
    await new Promise<void>((resolve) => process.nextTick(resolve))
    await Promise.resolve()
  }
  expect(onCutOff).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(client.connected).toBe(false), 20_000)
})
