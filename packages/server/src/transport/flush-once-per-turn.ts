import { Socket } from 'node:net'

type Packet = { type: string; options: { wsPreEncodedFrame?: readonly Buffer[] } }
type EngineSocket = {
  readyState: string
  writeBuffer: Packet[]
  transport?: { writable: boolean; perMessageDeflate?: unknown; socket?: WebSocketLike }
  flush: () => void
  emit: (event: 'flush', packets: Packet[]) => void
}
type WebSocketLike = { readyState: number; _socket?: unknown }

const OPEN = 1

/** Connections that were given something to send in this turn. */
let due = new Set<EngineSocket>()

/** The frames of broadcasts, each in one piece for all whom it goes to. */
const wholeFrames = new WeakMap<object, Buffer>()

/**
 * Has everything that a connection is sent in one turn of the event loop leave with one system call: its events and its
 * acknowledgements together. Engine.IO by itself writes each packet as it comes, and in small rooms these writes are most
 * of what a message costs. Broadcasts alone are written straight to the stream of a WebSocket, past what Engine.IO and `ws`
 * do for every packet, which in large rooms is a fifth.
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
    const stream = streamOf(connection)
    if (stream && hasBroadcastsAlone(connection)) writeBroadcasts(connection, stream)
    else flush(connection, stream)
  }
}

/** As Engine.IO does it. */
function flush(connection: EngineSocket, stream: Socket | undefined): void {
  const { flush } = Object.getPrototypeOf(connection) as EngineSocket
  stream?.cork()
  flush.call(connection)
  stream?.uncork()
}

/** Whether a WebSocket keeps up, and all that it is to send is there as frames. */
function hasBroadcastsAlone({ readyState, transport, writeBuffer }: EngineSocket): boolean {
  return (
    readyState === 'open' &&
    transport?.writable === true &&
    !transport.perMessageDeflate &&
    transport.socket?.readyState === OPEN &&
    writeBuffer.length > 0 &&
    writeBuffer.every(({ type, options }) => type === 'message' && options.wsPreEncodedFrame)
  )
}

function writeBroadcasts(connection: EngineSocket, stream: Socket): void {
  const { transport, writeBuffer: packets } = connection
  if (!transport) return
  connection.emit('flush', packets)
  connection.writeBuffer = []
  transport.writable = false
  const onWritten = (error?: Error | null) => {
    // Its end is told of by the stream itself.
    if (error) return
    transport.writable = true
    if (connection.writeBuffer.length > 0) connection.flush()
  }
  const [only, ...more] = packets.map(({ options }) => wholeFrameOf(options))
  if (only) stream.write(more.length > 0 ? Buffer.concat([only, ...more]) : only, onWritten)
}

function wholeFrameOf(options: Packet['options']): Buffer {
  const known = wholeFrames.get(options)
  if (known) return known
  const frame = Buffer.concat(options.wsPreEncodedFrame ?? [])
  wholeFrames.set(options, frame)
  return frame
}

/** The TCP stream below a WebSocket; none below long-polling, which has its own way of gathering packets. */
function streamOf({ transport }: EngineSocket): Socket | undefined {
  const stream = transport?.socket?._socket
  return stream instanceof Socket ? stream : undefined
}
