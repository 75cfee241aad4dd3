import type { Socket } from 'node:net'
import type { EngineSocket, Packet } from './engine-socket.js'
import { textFrame } from './text-frame.js'

/** Engine.IO's prefix of a packet of type `message`. */
const MESSAGE = '4'
/** The `readyState` of a WebSocket. */
const OPEN = 1
/** Up to here one copy costs less than telling the system of several pieces; and Node cuts it from a pool. */
const COPIED_BYTES = 4_096
/** Characters of the longest text that is framed here: with three bytes each it is still copied. */
const SHORT = 1_024
const NOTHING = Buffer.alloc(0)

/** Whether a WebSocket keeps up, and all that waits for it is broadcasts and short texts. */
export function canWriteFrames({
  readyState,
  transport,
  packetsFn,
  writeBuffer,
}: EngineSocket): boolean {
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

/** Writes what waits for a connection to the stream of its WebSocket. Frames of broadcasts are kept in `broadcasts`. */
export function writeFrames(
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
