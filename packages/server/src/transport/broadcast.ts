import type { Push, RoomEvent } from '@chat/protocol'
import { PacketType } from 'socket.io-parser'
import type { Metrics } from '../metrics/metrics.js'
import { socketRoom, type ChatIo } from './connection.js'
import type { EngineSocket } from './engine-socket.js'
import { encodePacket } from './json-parser.js'
import type { Outgoing } from './outgoing.js'
import { createBroadcast } from './write-frames.js'

type RoomPushName = 'events' | 'presence' | 'typing'

/**
 * Sends pushes to everybody in a room who is connected to this process. Socket.IO's own way makes an object a connection,
 * and looks who of them it has met already.
 */
export class Broadcast {
  readonly #io: ChatIo
  readonly #outgoing: Outgoing
  readonly #metrics: Metrics

  constructor(io: ChatIo, outgoing: Outgoing, metrics: Metrics) {
    this.#io = io
    this.#outgoing = outgoing
    this.#metrics = metrics
  }

  /** One packet, however many events it has. */
  events(room: string, events: RoomEvent[]): void {
    const readers = this.#send('events', { room, events })
    this.#metrics.delivered(readers * events.length)
  }

  presence(push: Push<'presence'>): void {
    this.#send('presence', push)
  }

  /** Not to those who do not keep up: it is over before they read it. */
  typing(push: Push<'typing'>): void {
    this.#send('typing', push, (connection) => connection.transport?.writable === true)
  }

  /** Answers how many there are. */
  #send<N extends RoomPushName>(
    name: N,
    push: Push<N>,
    isFor?: (connection: EngineSocket) => boolean,
  ): number {
    const { adapter, sockets } = this.#io.sockets
    const members = adapter.rooms.get(socketRoom(push.room))
    if (!members) return 0
    const data = [name, push]
    const packet = createBroadcast(encodePacket({ type: PacketType.EVENT, nsp: '/', data }))
    for (const id of members) {
      // Engine.IO keeps as private what is used here.
      const connection = sockets.get(id)?.conn as EngineSocket | undefined
      if (connection && isFor?.(connection) !== false) this.#outgoing.broadcast(connection, packet)
    }
    return members.size
  }
}
