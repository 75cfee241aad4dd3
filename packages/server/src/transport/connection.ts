import type { ClientToServerEvents, Role, ServerToClientEvents, User } from '@chat/protocol'
import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import { isEverywhere, roleIn, type Grant } from '../identity/grant.js'
import type { HostIdentity } from '../identity/host-identity.js'
import type { LiveUsers } from '../identity/live-users.js'
import type { Person } from '../moderation/person.js'

export type SocketData = {
  user: User
  token: string
  /** What a site or a moderator link has granted. */
  grants: readonly Grant[]
  /** When this identity was made, ms since 1970. */
  since: number
  marks: readonly string[]
  isBot?: boolean
  /** Id of the bot key that was presented. */
  bot?: string
  /** Undefined: an anonymous visitor. */
  identity?: HostIdentity | undefined
}
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

  /** As {@link user}, with the role that they have in a room. */
  userIn(room: string): User {
    const role = this.roleIn(room)
    return role ? { ...this.user, role } : this.user
  }

  roleIn(room: string): Role | undefined {
    const { grants } = this.socket.data
    return grants.length === 0 ? undefined : roleIn(room, grants)
  }

  /** Whether they have a role in every room. */
  get isEverywhere(): boolean {
    return isEverywhere(this.socket.data.grants)
  }

  /** Whether the site has identified them, for this room, and still does. */
  isIdentifiedIn(room: string): boolean {
    const rooms = this.socket.data.identity?.rooms
    const isNamed = rooms === '*' || (rooms?.includes(room) ?? false)
    return isNamed && !this.isIdentityOver
  }

  /** Whether the identity that the site has signed for them has ended since. */
  get isIdentityOver(): boolean {
    return (this.socket.data.identity?.until ?? Infinity) <= Date.now()
  }

  get person(): Person {
    return this.socket.data
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

/** The room that a name in Socket.IO is of; undefined where it is a socket's. */
export function roomOf(name: string): string | undefined {
  return isSocketRoom(name) ? name.slice(ROOM.length) : undefined
}

export function isSocketRoom(name: string): boolean {
  return name.startsWith(ROOM)
}
