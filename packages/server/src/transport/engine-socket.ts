import { Socket } from 'node:net'

/** Engine.IO's side of a connection, as far as it is used here. */
export type EngineSocket = {
  readyState: string
  writeBuffer: Packet[]
  /** Functions to call once what waits is sent. */
  packetsFn: unknown[]
  transport?: Transport
  write: (data: unknown, options: Packet['options']) => void
  flush: () => void
  close: (discard: true) => void
}
type Transport = {
  /** Whether it has sent what it was given. */
  writable: boolean
  perMessageDeflate?: unknown
  socket?: { readyState: number; terminate: () => void; _socket?: unknown }
}
export type Packet = {
  type: string
  data?: unknown
  /** Of a broadcast the frame, whole or in pieces. */
  options: { wsPreEncodedFrame?: readonly Buffer[] }
}

/** The TCP stream below a WebSocket; none below long-polling, which has its own way of gathering packets. */
export function streamOf({ transport }: EngineSocket): Socket | undefined {
  const stream = transport?.socket?._socket
  return stream instanceof Socket ? stream : undefined
}
