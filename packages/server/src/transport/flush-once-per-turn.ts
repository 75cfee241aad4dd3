import { Socket } from 'node:net'

/**
 * Has everything that a connection is sent in one turn of the event loop leave with one system call: its events and its
 * acknowledgements together. Engine.IO by itself writes each packet as it comes, and in small rooms these writes are most
 * of what a message costs.
 *
 * Waits for the turn's promises and no longer. Where Engine.IO's internals are not the expected ones, nothing changes.
 */
export function flushOncePerTurn(connection: object): void {
  const flush: unknown = Reflect.get(connection, 'flush')
  if (typeof flush !== 'function') return
  let isDue = false

  const flushAll = () => {
    isDue = false
    const stream = streamOf(connection)
    stream?.cork()
    flush.call(connection)
    stream?.uncork()
  }
  Object.defineProperty(connection, 'flush', {
    value: () => {
      if (isDue) return
      isDue = true
      process.nextTick(flushAll)
    },
  })
}

/** The TCP stream below a WebSocket; none below long-polling, which has its own way of gathering packets. */
function streamOf(connection: object): Socket | undefined {
  let part: unknown = connection
  for (const key of ['transport', 'socket', '_socket']) {
    if (typeof part !== 'object' || part === null) return undefined
    part = Reflect.get(part, key)
  }
  return part instanceof Socket ? part : undefined
}
