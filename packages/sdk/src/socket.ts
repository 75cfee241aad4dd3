import type { Handshake } from '@chat/protocol'

export type SocketOptions = {
  origin: string
  path: string
  /** What to try, in this order: `websocket`, `polling`. */
  transports: readonly string[]
  timeoutMs: number
  /** Asked for what the handshake says, once the transport is open. */
  auth: (send: (data: Handshake) => void) => void
  onEvent: (name: string, payload: unknown) => void
  /** The server has refused the handshake; `data` says why. */
  onRefused: (error: Error & { data?: unknown }) => void
  /** The connection is lost, or there never was one. */
  onLost: (reason: string) => void
}

/** A Socket.IO socket that connects once. It begins when it is made. */
export interface Socket {
  /** Without `acknowledge` the event may be dropped where it would have to wait. Nothing happens once it is lost. */
  emit(name: string, payload: unknown, acknowledge?: (answer: unknown) => void): void
  disconnect(): void
}
