import { Socket } from 'node:net'
import { textFrame } from './text-frame.js'

/** Engine.IO's side of a connection, as far as it is used here. */
type EngineSocket = {
  readyState: string
  writeBuffer: Packet[]
  /** Functions to call once what waits is sent. */
  packetsFn: unknown[]
  transport?: Transport
  flush: () => void
  emit: (event: 'flush', packets: Packet[]) => void
}
type Transport = {
  /** Whether it has sent what it was given. */
  writable: boolean
  perMessageDeflate?: unknown
  socket?: { readyState: number; _socket?: unknown }
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
const NOTHING = Buffer.alloc(0)

/** Connections that were given something to send in this turn. */
let due = new Set<EngineSocket>()

/**
 * Has everything that a connection is sent in one turn of the event loop leave with one system call: its events and its
 * acknowledgements together. Engine.IO by itself writes each packet as it comes, and in small rooms these writes are most
 * of what a message costs. What goes to a WebSocket that keeps up is written straight to its stream, past what Engine.IO
 * and `ws` do for every packet of every connection.
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
  const broadcasts = new Map<object, Buffer>()
  for (const connection of connections) {
    const stream = streamOf(connection)
    if (stream && canWriteFrames(connection)) writeFrames(connection, stream, broadcasts)
    else flush(connection, stream)
  }
}

/** The TCP stream below a WebSocket; none below long-polling, which has its own way of gathering packets. */
function streamOf({ transport }: EngineSocket): Socket | undefined {
  const stream = transport?.socket?._socket
  return stream instanceof Socket ? stream : undefined
}

/** As Engine.IO does it. */
function flush(connection: EngineSocket, stream: Socket | undefined): void {
  const { flush } = Object.getPrototypeOf(connection) as EngineSocket
  stream?.cork()
  flush.call(connection)
  stream?.uncork()
}

/** Whether a WebSocket keeps up, and all that waits for it is text. */
function canWriteFrames({ readyState, transport, packetsFn, writeBuffer }: EngineSocket): boolean {
  return (
    readyState === 'open' &&
    transport?.writable === true &&
    !transport.perMessageDeflate &&
    transport.socket?.readyState === OPEN &&
    packetsFn.length === 0 &&
    writeBuffer.length > 0 &&
    writeBuffer.every(isText)
  )
}

function isText({ type, data }: Packet): boolean {
  return type === 'message' && typeof data === 'string'
}

function writeFrames(
  connection: EngineSocket,
  stream: Socket,
  broadcasts: Map<object, Buffer>,
): void {
  const { transport, writeBuffer } = connection
  connection.emit('flush', writeBuffer)
  const [first = NOTHING, ...more] = writeBuffer.map((packet) => frameOf(packet, broadcasts))
  // Emptied, not replaced: V8 learns that such arrays live long, puts new ones among its old objects at once, and then
  // keeps every packet that was ever in one until it collects those.
  while (writeBuffer.length > 0) writeBuffer.pop()

  stream.write(more.length === 0 ? first : Buffer.concat([first, ...more]))
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
