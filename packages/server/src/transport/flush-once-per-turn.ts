import { Socket } from 'node:net'

type EngineSocket = { flush: () => void; transport?: { socket?: { _socket?: unknown } } }

/** Connections that were given something to send in this turn. */
let due = new Set<EngineSocket>()

/**
 * Has everything that a connection is sent in one turn of the event loop leave with one system call: its events and its
 * acknowledgements together. Engine.IO by itself writes each packet as it comes, and in small rooms these writes are most
 * of what a message costs.
 *
 * Waits for the turn's promises and no longer. Where Engine.IO's internals are not the expected ones, nothing changes.
 */
export function flushOncePerTurn(connection: object): void {
  if ('flush' in connection && typeof connection.flush === 'function') {
    Object.defineProperty(connection, 'flush', { value: flushLater })
  }
}

function flushLater(this: EngineSocket): void {
  if (due.size === 0) process.nextTick(flushDue)
  due.add(this)
}

function flushDue(): void {
  const connections = due
  due = new Set()
  for (const connection of connections) {
    const { flush } = Object.getPrototypeOf(connection) as EngineSocket
    const stream = streamOf(connection)
    stream?.cork()
    flush.call(connection)
    stream?.uncork()
  }
}

/** The TCP stream below a WebSocket; none below long-polling, which has its own way of gathering packets. */
function streamOf({ transport }: EngineSocket): Socket | undefined {
  const stream = transport?.socket?._socket
  return stream instanceof Socket ? stream : undefined
}
