import { DEFAULT_LIMITS } from '@chat/protocol'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { io as connect } from 'socket.io-client'
import { afterEach, expect, test, vi } from 'vitest'
import { ClientAddress } from './client-address.js'
import { ConnectionCount } from './connection-count.js'
import { createIo } from './create-io.js'

let stop = async () => {}
afterEach(() => stop())

async function connectPair() {
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
  })
  const connected = once(io, 'connection')
  const accepted = once(http, 'connection')
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const client = connect(`http://127.0.0.1:${port}`, { transports: ['websocket'] })
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
  const writes = vi.spyOn(stream, '_writev')

  for (let n = 0; n < 3; n += 1) {
    socket.emit('n', n)
    await Promise.resolve()
  }

  await vi.waitFor(() => expect(received).toEqual([0, 1, 2]), 20_000)
  expect(writes).toHaveBeenCalledTimes(1)
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
