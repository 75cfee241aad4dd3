import { Encoder, PacketType, type Packet } from 'socket.io-parser'
import { expect, test } from 'vitest'
import { jsonParser } from './json-parser.js'

const packets: Packet[] = [
  { type: PacketType.CONNECT, nsp: '/', data: { sid: 'x' } },
  { type: PacketType.CONNECT, nsp: '/' },
  { type: PacketType.CONNECT_ERROR, nsp: '/admin', data: { message: 'Invalid namespace' } },
  { type: PacketType.DISCONNECT, nsp: '/' },
  { type: PacketType.EVENT, nsp: '/', data: ['events', { room: 'tea', events: [{ seq: 1 }] }] },
  { type: PacketType.EVENT, nsp: '/admin', data: ['typing', null], id: 0 },
  { type: PacketType.ACK, nsp: '/', data: [{ ok: true }], id: 12 },
]

test.each(packets)('a packet is written as Socket.IO writes it: %j', (packet) => {
  expect(new jsonParser.Encoder().encode(packet)).toEqual(new Encoder().encode(packet))
})
