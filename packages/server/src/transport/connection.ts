import type { ClientToServerEvents, ServerToClientEvents, User } from '@chat/protocol'
import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import type { LiveUsers } from '../identity/live-users.js'

export type SocketData = { user: User; token: string }
export type ChatIo = Server<
  ClientToServerEvents,
  ServerToClientEvents,
  DefaultEventsMap,
  SocketData
>
export type ChatSocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  DefaultEventsMap,
  SocketData
>

const ROOM = 'room:'

/** One Socket.IO socket of a user. */
export class Connection {
  readonly id: string
  readonly socket: ChatSocket
  /** Rooms that this connection has joined. */
  readonly rooms = new Set<string>()
  readonly #users: LiveUsers

  constructor(socket: ChatSocket, users: LiveUsers) {
    this.id = socket.id
    this.socket = socket
    this.#users = users
  }

  /** With the name that they have now, on whichever connection they changed it. */
  get user(): User {
    return this.#users.get(this.socket.data.user.id) ?? this.socket.data.user
  }

  /** From now on this connection gets the room's pushes. */
  async enter(room: string): Promise<void> {
    this.rooms.add(room)
    await this.socket.join(socketRoom(room))
  }

  async exit(room: string): Promise<void> {
    this.rooms.delete(room)
    await this.socket.leave(socketRoom(room))
  }
}

/** The name that a room has in Socket.IO, where every socket's id names a room too. */
export function socketRoom(room: string): string {
  return `${ROOM}${room}`
}

export function isSocketRoom(name: string): boolean {
  return name.startsWith(ROOM)
}
