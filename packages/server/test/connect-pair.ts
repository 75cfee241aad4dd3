import { DEFAULT_LIMITS } from '@chat/protocol'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { io as connect } from 'socket.io-client'
import { PacketType } from 'socket.io-parser'
import { expect, onTestFinished, vi } from 'vitest'
import { ClientAddress } from '../src/transport/client-address.js'
import { ConnectionCount } from '../src/transport/connection-count.js'
import { createIo } from '../src/transport/create-io.js'
import { encodePacket } from '../src/transport/json-parser.js'
import { createBroadcast } from '../src/transport/write-frames.js'

/** Both ends of a connection, and what is between them: no session, no requests. */
export async function connectPair({ maxBufferedBytes = Infinity, polling = false } = {}) {
  const http = createServer()
  const onCutOff = vi.fn()
  const { io, outgoing } = createIo(http, {
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
  onTestFinished(async () => {
    client.close()
    await io.close()
  })
  const [socket] = await connected
  const [stream] = (await accepted) as [Socket]
  await vi.waitFor(() => expect(client.connected).toBe(true), 20_000)
  const broadcast = (name: string, value: unknown) =>
    outgoing.broadcast(
      socket.conn,
      createBroadcast(encodePacket({ type: PacketType.EVENT, nsp: '/', data: [name, value] })),
    )
  return { io, outgoing, socket, client, stream, broadcast, onCutOff }
}
