import type { ChatSocket } from './connection.js'

/**
 * Cuts a connection off once more than `maxBufferedBytes` wait to be sent to it, so that memory does not grow with
 * slow readers. It comes back with `after` and misses nothing.
 *
 * Engine.IO hands packets to the transport in batches: one batch is under way until the transport is writable again,
 * and what comes meanwhile waits.
 */
export function limitBufferedBytes(
  socket: ChatSocket,
  maxBufferedBytes: number,
  onCutOff: () => void,
): void {
  const { conn } = socket
  let waiting = 0
  let underWay = 0

  conn.on('packetCreate', ({ data }: { data?: unknown }) => {
    if (conn.transport.writable) underWay = 0
    waiting += typeof data === 'string' ? data.length : 0
    if (waiting + underWay <= maxBufferedBytes) return
    onCutOff()
    terminate(socket)
  })
  conn.on('flush', () => {
    underWay = waiting
    waiting = 0
  })
}

/** Ends a connection without waiting for the other side, which may not be reading. */
function terminate(socket: ChatSocket): void {
  const { transport } = socket.conn
  if ('socket' in transport && isTerminable(transport.socket)) transport.socket.terminate()
  socket.conn.close(true)
}

function isTerminable(value: unknown): value is { terminate(): void } {
  return typeof value === 'object' && value !== null && 'terminate' in value
}
