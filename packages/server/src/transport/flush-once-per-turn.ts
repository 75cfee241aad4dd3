import { Backlog } from './backlog.js'
import { streamOf, type EngineSocket } from './engine-socket.js'
import { canWriteFrames, writeFrames } from './write-frames.js'

export type FlushOptions = {
  /** Most that may wait to be sent to a connection, bytes. */
  maxBufferedBytes: number
  /** Told of connections that are ended for what waits. */
  onCutOff: () => void
}

/**
 * Has everything that a connection is sent in one turn of the event loop leave with one system call: its events and its
 * acknowledgements together. Engine.IO by itself writes each packet as it comes, and in small rooms these writes are most
 * of what a message costs. What goes to a WebSocket that keeps up is written straight to its stream, past what Engine.IO
 * and `ws` do for every packet of every connection.
 *
 * Waits for the turn's promises and no longer. Cuts a connection off once more than `maxBufferedBytes` wait for it, so that
 * memory does not grow with slow readers; it comes back with `after` and misses nothing.
 *
 * Answers what takes charge of a connection. Where Engine.IO's internals are not the expected ones, nothing changes.
 */
export function flushOncePerTurn({ maxBufferedBytes, onCutOff }: FlushOptions) {
  /** Connections that were given something to send in this turn. */
  let due = new Set<EngineSocket>()
  const backlog = new Backlog()

  function flushLater(this: EngineSocket): void {
    if (due.size === 0) process.nextTick(flushDue)
    due.add(this)
  }

  function flushDue(): void {
    const connections = due
    due = new Set()
    const broadcasts = new Map<object, Buffer>()
    for (const connection of connections) {
      flush(connection, broadcasts)
      if (connection.transport?.writable === true) continue
      if (backlog.bytesOf(connection) <= maxBufferedBytes) continue
      onCutOff()
      terminate(connection)
    }
  }

  return (connection: object): void => {
    if ('flush' in connection && typeof connection.flush === 'function') {
      Object.defineProperty(connection, 'flush', { value: flushLater })
    }
  }
}

function flush(connection: EngineSocket, broadcasts: Map<object, Buffer>): void {
  const stream = streamOf(connection)
  if (stream && canWriteFrames(connection)) return writeFrames(connection, stream, broadcasts)
  // As Engine.IO does it.
  const { flush } = Object.getPrototypeOf(connection) as EngineSocket
  stream?.cork()
  flush.call(connection)
  stream?.uncork()
}

/** Ends a connection without waiting for the other side, which may not be reading. */
function terminate(connection: EngineSocket): void {
  connection.transport?.socket?.terminate()
  connection.close(true)
}
