import type { Push, RoomEvent } from '@chat/protocol'
import { socketRoom, type ChatIo } from './connection.js'

/** Sends pushes to everybody in a room. */
export class Broadcast {
  readonly #io: ChatIo

  constructor(io: ChatIo) {
    this.#io = io
  }

  /** One packet a room and flush, however many events it has. */
  events(committed: ReadonlyMap<string, RoomEvent[]>): void {
    for (const [room, events] of committed) {
      this.#io.to(socketRoom(room)).emit('events', { room, events })
    }
  }

  presence(push: Push<'presence'>): void {
    this.#io.to(socketRoom(push.room)).emit('presence', push)
  }

  typing(push: Push<'typing'>): void {
    this.#io.to(socketRoom(push.room)).volatile.emit('typing', push)
  }
}
