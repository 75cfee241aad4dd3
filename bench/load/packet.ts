// Engine.IO 4 and Socket.IO 5 packets, read from the frame's bytes and written by hand: parsing the JSON of every
// delivery would make the generator the bottleneck.

/** First byte(s) of a frame: the Engine.IO type, then for messages the Socket.IO type. */
const ENGINE_PING = '2'.charCodeAt(0)
const ENGINE_MESSAGE = '4'.charCodeAt(0)
const SOCKET_CONNECT = '0'.charCodeAt(0)
const SOCKET_EVENT = '2'.charCodeAt(0)
const SOCKET_ACK = '3'.charCodeAt(0)
const SOCKET_REFUSAL = '4'.charCodeAt(0)
const BRACKET = '['.charCodeAt(0)

export type PacketKind = 'open' | 'ping' | 'connect' | 'event' | 'ack' | 'refusal' | 'other'

export function kindOf(frame: Buffer): PacketKind {
  if (frame[0] === ENGINE_PING) return 'ping'
  if (frame[0] !== ENGINE_MESSAGE) return 'open'
  switch (frame[1]) {
    case SOCKET_EVENT:
      return 'event'
    case SOCKET_ACK:
      return 'ack'
    case SOCKET_CONNECT:
      return 'connect'
    case SOCKET_REFUSAL:
      return 'refusal'
    default:
      return 'other'
  }
}

export const PONG = '3'
export const connectPacket = (auth: object) => `40${JSON.stringify(auth)}`
export const eventPacket = (ackId: number, event: string, payload: object) =>
  `42${ackId}${JSON.stringify([event, payload])}`

/** Recognises events of one name: `42["<name>",…`. */
export function eventMatcher(name: string): (frame: Buffer) => boolean {
  const prefix = Buffer.from(`42["${name}",`)
  return (frame) =>
    frame.length > prefix.length && frame.compare(prefix, 0, prefix.length, 0, prefix.length) === 0
}

/** The number after the two type digits of an acknowledgement. */
export function ackIdOf(frame: Buffer): number {
  let id = 0
  for (let index = 2; index < frame.length && frame[index] !== BRACKET; index += 1)
    id = id * 10 + ((frame[index] ?? 48) - 48)
  return id
}

/** The JSON after the type digits and the id. */
export function argumentsOf(frame: Buffer): unknown[] {
  return JSON.parse(frame.toString('utf8', frame.indexOf(BRACKET))) as unknown[]
}
