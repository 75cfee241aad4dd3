import { Socket } from 'node:net'
import { textFrame } from './text-frame.js'

export type FlushOptions = {
  /** Most that may wait to be sent to a connection, bytes. */
  maxBufferedBytes: number
  /** Told of connections that are ended for what waits. */
  onCutOff: () => void
}

/** Engine.IO's side of a connection, as far as it is used here. */
type EngineSocket = {
  readyState: string
  writeBuffer: Packet[]
  /** Functions to call once what waits is sent. */
  packetsFn: unknown[]
  transport?: Transport
  flush: () => void
  close: (discard: true) => void
}
type Transport = {
  /** Whether it has sent what it was given. */
  writable: boolean
  perMessageDeflate?: unknown
  socket?: { readyState: number; terminate: () => void; _socket?: unknown }
}
type Packet = {
  type: string
  data?: unknown
  /** The same object for all whom a broadcast goes to; it has the frame's header and payload. */
  options: { wsPreEncodedFrame?: readonly Buffer[] }
}

/** Engine.IO's prefix of a packet of type `message`. */
const MESSAGE = '4'
/** The `readyState` of a WebSocket. */
const OPEN = 1
/** Up to here one copy costs less than telling the system of several pieces; and Node cuts it from a pool. */
const COPIED_BYTES = 4_096
/** Characters of the longest text that is framed here: with three bytes each it is still copied. */
const SHORT = 1_024
const NOTHING = Buffer.alloc(0)

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

/** The TCP stream below a WebSocket; none below long-polling, which has its own way of gathering packets. */
function streamOf({ transport }: EngineSocket): Socket | undefined {
  const stream = transport?.socket?._socket
  return stream instanceof Socket ? stream : undefined
}

/** Whether a WebSocket keeps up, and all that waits for it is broadcasts and short texts. */
function canWriteFrames({ readyState, transport, packetsFn, writeBuffer }: EngineSocket): boolean {
  return (
    readyState === 'open' &&
    transport?.writable === true &&
    !transport.perMessageDeflate &&
    transport.socket?.readyState === OPEN &&
    packetsFn.length === 0 &&
    writeBuffer.length > 0 &&
    writeBuffer.every(isReadyToWrite)
  )
}

function isReadyToWrite({ type, data, options }: Packet): boolean {
  if (type !== 'message' || typeof data !== 'string') return false
  return options.wsPreEncodedFrame !== undefined || data.length <= SHORT
}

function writeFrames(
  connection: EngineSocket,
  stream: Socket,
  broadcasts: Map<object, Buffer>,
): void {
  const { transport, writeBuffer } = connection
  const frames = writeBuffer.map((packet) => frameOf(packet, broadcasts))
  // Emptied, not replaced: V8 learns that such arrays live long, puts new ones among its old objects at once, and then
  // keeps every packet that was ever in one until it collects those.
  writeBuffer.length = 0
  write(frames, stream)
  if (!transport || stream.writableLength === 0) return
  transport.writable = false
  stream.write(NOTHING, (error) => {
    // The stream itself tells of its end.
    if (error) return
    transport.writable = true
    if (connection.writeBuffer.length > 0) connection.flush()
  })
}

function frameOf({ data, options }: Packet, broadcasts: Map<object, Buffer>): Buffer {
  const { wsPreEncodedFrame } = options
  if (!wsPreEncodedFrame) return textFrame(`${MESSAGE}${String(data)}`)
  const known = broadcasts.get(options)
  if (known) return known
  const frame = Buffer.concat(wsPreEncodedFrame)
  broadcasts.set(options, frame)
  return frame
}

/** All with one system call. */
function write(frames: Buffer[], stream: Socket): void {
  const [first = NOTHING] = frames
  if (frames.length === 1) return void stream.write(first)
  const bytes = frames.reduce((sum, { length }) => sum + length, 0)
  if (bytes <= COPIED_BYTES) return void stream.write(Buffer.concat(frames, bytes))
  stream.cork()
  for (const frame of frames) stream.write(frame)
  stream.uncork()
}

type Counted = { first: Packet; packets: number; bytes: number }

/** What waits for connections that do not keep up. */
class Backlog {
  /** Every packet is counted once: what waits goes as a whole, so nothing has gone as long as the first is the same. */
  readonly #counted = new WeakMap<EngineSocket, Counted>()

  /** With what the system has not taken yet. */
  bytesOf(connection: EngineSocket): number {
    const underWay = streamOf(connection)?.writableLength ?? 0
    const { writeBuffer } = connection
    const [first] = writeBuffer
    if (!first) return underWay
    const known = this.#counted.get(connection)
    const counted = known?.first === first ? known : { first, packets: 0, bytes: 0 }
    for (; counted.packets < writeBuffer.length; counted.packets += 1) {
      const data = writeBuffer[counted.packets]?.data
      counted.bytes += typeof data === 'string' ? data.length : 0
    }
    this.#counted.set(connection, counted)
    return counted.bytes + underWay
  }
}

/** Ends a connection without waiting for the other side, which may not be reading. */
function terminate(connection: EngineSocket): void {
  connection.transport?.socket?.terminate()
  connection.close(true)
}
