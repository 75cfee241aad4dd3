import { Backlog } from './backlog.js'
import { streamOf, type EngineSocket, type Packet } from './engine-socket.js'
import { keepsUp, areReadyToWrite, writeFrames } from './write-frames.js'

export type OutgoingOptions = {
  /** Most that may wait to be sent to a connection, bytes. */
  maxBufferedBytes: number
  /** Told of connections that are ended for what waits. */
  onCutOff: () => void
}

/** A connection whose packets leave here. */
type InCharge = EngineSocket & {
  /** A broadcast that goes before what is in `writeBuffer`: alone, as most are, it needs no list. */
  first: Packet | undefined
  /** Whether it was given something to send in this turn. */
  isDue: boolean
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
 * Where Engine.IO's internals are not the expected ones, all goes Engine.IO's way.
 */
export class Outgoing {
  readonly #options: OutgoingOptions
  readonly #backlog = new Backlog()
  #due: InCharge[] = []
  readonly #inCharge: PropertyDescriptorMap

  constructor(options: OutgoingOptions) {
    this.#options = options
    const flushLater = (connection: InCharge) => this.#flushLater(connection)
    this.#inCharge = {
      first: { value: undefined, writable: true },
      isDue: { value: false, writable: true },
      // One function for all connections, and not one each.
      flush: {
        value(this: InCharge) {
          flushLater(this)
        },
      },
    }
  }

  /** From now on what Engine.IO has for this connection leaves once a turn. */
  takeCharge(connection: object): void {
    if (!('flush' in connection) || typeof connection.flush !== 'function') return
    Object.defineProperties(connection, this.#inCharge)
  }

  /** Sends a packet that goes to many, after all that the connection was sent before. */
  broadcast(connection: EngineSocket, packet: Packet): void {
    if (isInCharge(connection) && !connection.first && isIdle(connection)) {
      connection.first = packet
      this.#flushLater(connection)
    } else {
      connection.write(packet.data, packet.options)
    }
  }

  #flushLater(connection: InCharge): void {
    if (connection.isDue) return
    connection.isDue = true
    if (this.#due.push(connection) === 1) process.nextTick(() => this.#flushDue())
  }

  #flushDue(): void {
    const connections = this.#due
    this.#due = []
    for (const connection of connections) {
      connection.isDue = false
      flush(connection)
      if (connection.transport?.writable === true) continue
      if (this.#backlog.bytesOf(connection) <= this.#options.maxBufferedBytes) continue
      this.#options.onCutOff()
      terminate(connection)
    }
  }
}

function isInCharge(connection: EngineSocket): connection is InCharge {
  return 'isDue' in connection
}

function isIdle(connection: EngineSocket): boolean {
  return connection.writeBuffer.length === 0 && keepsUp(connection)
}

function flush(connection: InCharge): void {
  const { first, writeBuffer } = connection
  if (!first && writeBuffer.length === 0) return
  connection.first = undefined
  const stream = streamOf(connection)
  if (stream && keepsUp(connection) && areReadyToWrite(writeBuffer)) {
    return writeFrames(connection, stream, first)
  }
  if (first) writeBuffer.unshift(first)
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
