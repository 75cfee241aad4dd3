import { Decoder, type Packet } from 'socket.io-parser'

/**
 * Writes Socket.IO's packets, all of which are JSON here. Its own encoder first looks through every packet for binary data,
 * an event and an acknowledgement a message.
 */
class Encoder {
  encode(packet: Packet): string[] {
    return [encodePacket(packet)]
  }
}

export function encodePacket({ type, nsp, id, data }: Packet): string {
  const namespace = nsp === '/' ? '' : `${nsp},`
  const json = data === undefined || data === null ? '' : JSON.stringify(data)
  return `${type}${namespace}${id ?? ''}${json}`
}

export const jsonParser = { Encoder, Decoder }
