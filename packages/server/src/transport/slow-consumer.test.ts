import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import type { ChatSocket } from './connection.js'
import { limitBufferedBytes } from './slow-consumer.js'

/** Engine.IO's side of a connection that may hold 100 bytes, as far as it is looked at. */
function createConnection() {
  const terminate = vi.fn()
  const close = vi.fn()
  const transport = { writable: true, socket: { terminate } }
  const conn = Object.assign(new EventEmitter(), { transport, close })
  const onCutOff = vi.fn()
  limitBufferedBytes({ conn } as unknown as ChatSocket, 100, onCutOff)
  return {
    onCutOff,
    terminate,
    close,
    give: (bytes: number) => conn.emit('packetCreate', { data: 'x'.repeat(bytes) }),
    /** What waits goes on its way, and the transport is busy until `arrive`. */
    depart: () => {
      conn.emit('flush')
      transport.writable = false
    },
    arrive: () => (transport.writable = true),
  }
}

test('as much as may wait does no harm, one byte more ends the connection at once', () => {
  const { give, onCutOff, terminate, close } = createConnection()
  give(100)
  expect(onCutOff).not.toHaveBeenCalled()
  give(1)
  expect(onCutOff).toHaveBeenCalledOnce()
  expect(terminate).toHaveBeenCalledOnce()
  expect(close).toHaveBeenCalledWith(true)
})

test('what is under way counts as long as it is', () => {
  const { give, depart, onCutOff } = createConnection()
  give(60)
  depart()
  give(40)
  expect(onCutOff).not.toHaveBeenCalled()
  give(1)
  expect(onCutOff).toHaveBeenCalledOnce()
})

test('what has arrived does not count any more', () => {
  const { give, depart, arrive, onCutOff } = createConnection()
  for (let time = 0; time < 10; time += 1) {
    give(90)
    depart()
    arrive()
  }
  expect(onCutOff).not.toHaveBeenCalled()
})
