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

/** A packet that is framed once, however many it goes to. */
export function createBroadcast(data: string): Packet {
  return {
    type: 'message',
    data,
    options: { wsPreEncodedFrame: [textFrame(`${MESSAGE}${data}`)] },
  }
}

/** Whether it is a WebSocket that has sent all it was given. */
export function keepsUp({ readyState, transport, packetsFn }: EngineSocket): boolean {
  return (
    readyState === 'open' &&
    transport?.writable === true &&
    !transport.perMessageDeflate &&
    transport.socket?.readyState === OPEN &&
    packetsFn.length === 0
  )
}

/** Whether all are broadcasts and short texts. */
export function areReadyToWrite(packets: readonly Packet[]): boolean {
  return packets.every(isReadyToWrite)
}

function isReadyToWrite({ type, data, options }: Packet): boolean {
  if (type !== 'message' || typeof data !== 'string') return false
  return options.wsPreEncodedFrame !== undefined || data.length <= SHORT
}

/** Writes a broadcast and then what waits for a connection to the stream of its WebSocket. */
export function writeFrames(
  connection: EngineSocket,
  stream: Socket,
  first: Packet | undefined,
): void {
  const { transport, writeBuffer } = connection
  if (first && writeBuffer.length === 0) stream.write(frameOf(first))
  else {
    write(first ? [frameOf(first), ...writeBuffer.map(frameOf)] : writeBuffer.map(frameOf), stream)
    // Emptied, not replaced: V8 learns that such arrays live long, puts new ones among its old objects at once, and then
    // keeps every packet that was ever in one until it collects those.
    writeBuffer.length = 0
  }
  if (!transport || stream.writableLength === 0) return
  transport.writable = false
  stream.write(NOTHING, (error) => {
    // The stream itself tells of its end.
    if (error) return
    transport.writable = true
    if (connection.writeBuffer.length > 0) connection.flush()
  })
}

function frameOf({ data, options: { wsPreEncodedFrame: frame } }: Packet): Buffer {
  if (!frame) return textFrame(`${MESSAGE}${String(data)}`)
  // Socket.IO's own broadcasts have the header by itself.
  return frame.length === 1 && frame[0] ? frame[0] : Buffer.concat(frame)
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
