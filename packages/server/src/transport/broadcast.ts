import type { Push, RoomEvent } from '@chat/protocol'
import type { Metrics } from '../metrics/metrics.js'
import { socketRoom, type ChatIo } from './connection.js'

/** Sends pushes to everybody in a room who is connected to this process. */
export class Broadcast {
  readonly #io: ChatIo
  readonly #metrics: Metrics

  constructor(io: ChatIo, metrics: Metrics) {
    this.#io = io
    this.#metrics = metrics
  }

  /** One packet, however many events it has. */
  events(room: string, events: RoomEvent[]): void {
    const name = socketRoom(room)
    this.#io.to(name).emit('events', { room, events })
    const readers = this.#io.sockets.adapter.rooms.get(name)?.size ?? 0
    this.#metrics.delivered(readers * events.length)
  }

  presence(push: Push<'presence'>): void {
    this.#io.to(socketRoom(push.room)).emit('presence', push)
  }

  typing(push: Push<'typing'>): void {
    this.#io.to(socketRoom(push.room)).volatile.emit('typing', push)
  }
}
