import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { io as connect } from 'socket.io-client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createChatServer } from '../chat-server.js'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** A connection that has joined; the request that it came with, for as long as somebody keeps it; its TCP stream. */
async function connectAndJoin({ onUpgrade }: { onUpgrade?: (stream: Duplex) => void } = {}) {
  const http = createServer()
  const server = createChatServer({ database: 'memory', server: http })
  await server.start()
  let request: WeakRef<IncomingMessage> | undefined
  http.prependListener('upgrade', (received, stream) => {
    request = new WeakRef(received)
    onUpgrade?.(stream)
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const client = connect(`http://127.0.0.1:${port}`, { transports: ['websocket'] })
  onTestFinished(async () => {
    client.close()
    await server.close()
    http.close()
  })
  await client.emitWithAck('join', { room: 'tea' })
  expect(request).toBeDefined()
  return { client, request: () => request?.deref() }
}

test('an idle connection does not keep the request that it came with', async () => {
  const { client, request } = await connectAndJoin()
  await vi.waitFor(
    () => {
      collectGarbage()
      expect(request()).toBeUndefined()
    },
    { timeout: 20_000 },
  )
  expect(client.connected).toBe(true)
})

test('nothing but the WebSocket, and who listened before, waits for the end of its stream', async () => {
  let stream: Duplex | undefined
  const ended = vi.fn()
  const { client } = await connectAndJoin({
    onUpgrade: (upgraded) => {
      stream = upgraded
      stream.once('close', ended)
    },
  })
  expect(stream?.listenerCount('close')).toBe(2)

  client.close()

  await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce())
})
