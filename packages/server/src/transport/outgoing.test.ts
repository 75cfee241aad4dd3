import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { connectPair } from '../../test/connect-pair.js'

test('what a connection is sent in one turn, promises included, is written at once', async () => {
  const { socket, client, stream, broadcast } = await connectPair()
  const received: number[] = []
  client.on('n', (n: number) => received.push(n))
  const writes = vi.spyOn(stream, 'write')

  for (let n = 0; n < 6; n += 1) {
    if (n % 2 === 0) broadcast('n', n)
    else socket.emit('n', n)
    await Promise.resolve()
  }

  await vi.waitFor(() => expect(received).toEqual([0, 1, 2, 3, 4, 5]), 20_000)
  expect(writes).toHaveBeenCalledTimes(1)
})

test('a broadcast is written in one piece, and in order with what else one is sent', async () => {
  const { socket, client, stream, broadcast } = await connectPair()
  const received: number[] = []
  client.on('n', (n: number) => received.push(n))
  const writes = vi.spyOn(stream, 'write')

  broadcast('n', 0)
  await nextTurn()
  expect(writes).toHaveBeenCalledTimes(1)
  const ways = [broadcast, socket.emit.bind(socket), socket.nsp.emit.bind(socket.nsp)]
  for (let n = 1; n < 60; n += 1) {
    ways[n % 3]?.('n', n)
    if (n % 4 === 0) await nextTurn()
  }

  await vi.waitFor(() => expect(received).toEqual(Array.from({ length: 60 }, (_, n) => n)), 20_000)
})

test('a broadcast goes before the long text that follows it in the same turn', async () => {
  const { socket, client, broadcast } = await connectPair()
  const received: string[] = []
  client.on('text', (text: string) => received.push(text))
  broadcast('text', 'first')
  socket.emit('text', 'x'.repeat(5_000))
  await vi.waitFor(() => expect(received).toEqual(['first', 'x'.repeat(5_000)]), 20_000)
})

test('where nothing waits nothing is written', async () => {
  const { socket, client, stream } = await connectPair()
  const received: string[] = []
  client.on('text', (text: string) => received.push(text))
  const writes = vi.spyOn(stream, 'write')
  // Too long to be framed here: once Engine.IO has sent it, it looks whether more waits.
  socket.emit('text', 'x'.repeat(5_000))
  await vi.waitFor(() => expect(received).toHaveLength(1), 20_000)
  await nextTurn()
  expect(writes.mock.calls.filter(([data]) => data.length === 0)).toEqual([])
})

test('broadcasts reach those who ask by long-polling, in order', async () => {
  const { socket, client, broadcast } = await connectPair({ polling: true })
  const received: number[] = []
  client.on('n', (n: number) => received.push(n))
  for (let n = 0; n < 6; n += 1) {
    if (n % 2 === 0) broadcast('n', n)
    else socket.emit('n', n)
  }
  await vi.waitFor(() => expect(received).toEqual([0, 1, 2, 3, 4, 5]), 20_000)
})

test('while a connection does not keep up, what it is sent waits for it, and follows', async () => {
  const { socket, client, stream, broadcast } = await connectPair()
  const received: number[] = []
  client.on('n', (n: number) => received.push(n))
  const writes = vi.spyOn(stream, 'write')
  const packets = () => writes.mock.calls.filter(([data]) => data.length > 0).length

  stream.cork()
  for (let n = 0; n < 6; n += 1) {
    if (n % 2 === 0) broadcast('n', n)
    else socket.emit('n', n)
    await nextTurn()
  }
  expect(packets()).toBe(1)
  stream.uncork()

  await vi.waitFor(() => expect(received).toEqual([0, 1, 2, 3, 4, 5]), 20_000)
  // The first, and what had come by then as one more.
  expect(packets()).toBe(2)
})

test('texts of any length arrive whole, to one and to all', async () => {
  const { socket, client, broadcast } = await connectPair()
  const received: string[] = []
  client.on('text', (text: string) => received.push(text))

  // Around the lengths from which a frame tells its length in two bytes, and in eight.
  const around = (length: number) => Array.from({ length: 24 }, (_, n) => length - n)
  const texts = [...around(128), ...around(2 ** 16)].map((length) => 'x'.repeat(length))
  texts.push('', 'é', '漢'.repeat(50), '😀'.repeat(20_000))
  for (const text of texts) {
    socket.emit('text', text)
    broadcast('text', text)
    await nextTurn()
  }

  await vi.waitFor(() => expect(received).toHaveLength(2 * texts.length), 20_000)
  expect(received).toEqual(texts.flatMap((text) => [text, text]))
})

test('what was sent just before a disconnect still arrives', async () => {
  const { socket, client, broadcast } = await connectPair()
  const received: number[] = []
  client.on('n', (n: number) => received.push(n))

  broadcast('n', 1)
  socket.emit('n', 2)
  socket.disconnect(true)

  await vi.waitFor(() => expect(client.connected).toBe(false), 20_000)
  expect(received).toEqual([1, 2])
})

test('of what goes to all, too, no more may wait than may wait', async () => {
  const { client, stream, broadcast, onCutOff } = await connectPair({ maxBufferedBytes: 10_000 })
  stream.cork()
  for (let packet = 0; packet < 3; packet += 1) {
    broadcast('text', 'x'.repeat(3_000))
    await nextTurn()
  }
  expect(onCutOff).not.toHaveBeenCalled()
  broadcast('text', 'x'.repeat(3_000))
  await nextTurn()
  expect(onCutOff).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(client.connected).toBe(false), 20_000)
})

test('as much as may wait does no harm, one byte more ends the connection at once', async () => {
  const { socket, client, stream, onCutOff } = await connectPair({ maxBufferedBytes: 10_000 })
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
  const { socket, client, stream, onCutOff } = await connectPair({ maxBufferedBytes: 10_000 })
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
  const { socket, client, onCutOff } = await connectPair({
    maxBufferedBytes: 10_000,
    polling: true,
  })
  // Nothing is asked for while the test keeps the event loop's turns to itself.
  for (let packet = 0; packet < 20 && onCutOff.mock.calls.length === 0; packet += 1) {
    socket.emit('text', 'x'.repeat(3_000))
    await new Promise<void>((resolve) => process.nextTick(resolve))
    await Promise.resolve()
  }
  expect(onCutOff).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(client.connected).toBe(false), 20_000)
})
