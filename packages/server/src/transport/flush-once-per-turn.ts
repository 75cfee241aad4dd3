import { Socket } from 'node:net'

/** Connections that were given something to send in this turn. */
let due = new Set<object>()

/**
 * Has everything that a connection is sent in one turn of the event loop leave with one system call: its events and its
 * acknowledgements together. Engine.IO by itself writes each packet as it comes, and in small rooms these writes are most
 * of what a message costs.
 *
 * Waits for the turn's promises and no longer. Where Engine.IO's internals are not the expected ones, nothing changes.
 */
export function flushOncePerTurn(connection: object): void {
  if (typeof Reflect.get(connection, 'flush') !== 'function') return
  Object.defineProperty(connection, 'flush', { value: flushLater })
}

function flushLater(this: object): void {
  if (due.size === 0) process.nextTick(flushDue)
  due.add(this)
}

function flushDue(): void {
  const connections = due
  due = new Set()
  for (const connection of connections) {
    const flush: unknown = Reflect.get(Object.getPrototypeOf(connection) as object, 'flush')
    const stream = streamOf(connection)
    stream?.cork()
    if (typeof flush === 'function') flush.call(connection)
    stream?.uncork()
  }
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
