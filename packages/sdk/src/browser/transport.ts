/**
 * One way to the server, over which Engine.IO packets go: texts, of which the first character is the type. It begins
 * when it is made.
 *
 * Source: https://socket.io/docs/v4/engine-io-protocol (version 4).
 */
export interface Transport {
  /** Whether it takes packets now. */
  readonly isFree: boolean
  /** Only while it is free. */
  send(packets: readonly string[]): void
  /** Takes nothing more from either side. Resolves when nothing is under way. */
  pause(): Promise<void>
  /** Ends it, after these packets where it is free. Its listener hears nothing more. */
  close(last?: readonly string[]): void
}

export type TransportListener = {
  /** It is free, for the first time or again. */
  onFree: () => void
  onPacket: (packet: string) => void
  /** It has ended by itself. */
  onEnd: (reason: string) => void
}

/** Makes the address anew each time: it has the session's id as soon as there is one. */
export type MakeAddress = () => URL

/** Types of packets. */
export const OPEN = '0'
export const CLOSE = '1'
export const PING = '2'
export const PONG = '3'
export const MESSAGE = '4'
export const UPGRADE = '5'
export const NOOP = '6'
