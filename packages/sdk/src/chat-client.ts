import {
  ChatError,
  isRoomName,
  normaliseRoomName,
  type AnswerOf,
  type Limits,
  type Payload,
  type RequestName,
  type User,
} from '@chat/protocol'
import type { ClientStatus } from './client-status.js'
import { Connection, type PushHandlers } from './connection.js'
import { withResolvers, type Deferred } from './deferred.js'
import { Emitter } from './emitter.js'
import {
  checkDisplayName,
  resolveOptions,
  type ChatClientOptions,
  type ResolvedOptions,
} from './options.js'
import { Reconnector, type ClientStatusChange } from './reconnector.js'
import { request } from './request.js'
import type { Notice } from './room-events.js'
import type { RoomReplica } from './room-replica.js'
import { Room, type JoinOptions } from './room.js'
import { Session } from './session.js'

export type ChatClientEvents = {
  /** The status changed, or one more attempt to connect failed (then `previous` is `current`). */
  status: ClientStatusChange
  /** This user is another one, or has another name. */
  user: User
  /** The server says something to this client. */
  notice: Notice
}

/**
 * A visitor's client of one server. Making one does nothing; the first {@link join} connects.
 *
 * @example
 * const client = new ChatClient({ url: 'https://chat.example.com' })
 * const room = await client.join('support')
 * room.on('message', (message) => console.log(message.user.name, message.text))
 * await room.send('Hello')
 */
export class ChatClient extends Emitter<ChatClientEvents> {
  readonly #options: ResolvedOptions
  readonly #session: Session
  readonly #reconnector: Reconnector
  readonly #rooms = new Map<string, Room>()
  readonly #replicas = new Map<string, RoomReplica>()
  /** Rooms whose `leave` has no answer yet: a new `join` comes after it. */
  readonly #leaving = new Map<string, Promise<void>>()
  #connected: Deferred<void> | undefined
  /** Why the client is closed; undefined while it never was connected. */
  #closedBy: ChatError | undefined

  /** Throws `invalid_payload` or `too_long` for a wrong option, also where `url` is missing and there is no page. */
  constructor(options: ChatClientOptions = {}) {
    super()
    this.#options = resolveOptions(options)
    this.#session = new Session(this.#options)
    this.#reconnector = new Reconnector({
      open: (failures) => this.#open(failures),
      onStatus: (change) => this.#follow(change),
      onWake: () => this.#forEachRoom((replica) => replica.handleConnect()),
      random: Math.random,
    })
  }

  get status(): ClientStatus {
    return this.#reconnector.status
  }

  /** Who this visitor is; undefined before the first connection. */
  get user(): User | undefined {
    return this.#session.user
  }

  /** The server's limits; the protocol's defaults before the first connection. */
  get limits(): Limits {
    return this.#session.limits
  }

  /** The rooms that were asked for and not left, by name. */
  get rooms(): ReadonlyMap<string, Room> {
    return this.#rooms
  }

  /**
   * Connects, also after {@link close}. Needed only with `autoConnect: false`, to begin before the first `join`, or to
   * make the next attempt now rather than after the back-off.
   */
  connect(): void {
    this.#reconnector.start()
  }

  /**
   * The room of this name: the same object until it is left. Does not join it.
   * Throws `invalid_room` for what is no room name.
   */
  room(name: string): Room {
    const normal = normaliseRoomName(String(name))
    if (!isRoomName(normal, this.limits.roomNameLength)) throw new ChatError('invalid_room')
    return this.#rooms.get(normal) ?? this.#makeRoom(normal)
  }

  /** {@link room} and `room.join()` in one. The room is joined again by itself after every reconnect. */
  async join(name: string, options?: JoinOptions): Promise<Room> {
    return this.room(name).join(options)
  }

  /**
   * Gives this visitor another name, in all rooms. Waits while offline. Resolves with the user as the server has it.
   *
   * Rejects with `invalid_payload` or `too_long` for what is no name, with the server's refusal (`rate_limited`, …),
   * and with `unavailable` where the client is or gets closed.
   */
  async setName(name: string): Promise<User> {
    const payload = { name: checkDisplayName(name, this.limits.nameLength) }
    this.#wantConnection()
    for (;;) {
      await this.#whenConnected()
      try {
        const { user, token } = await this.#request('name', payload)
        this.#identify(() => this.#session.renew(user, token))
        return user
      } catch (thrown) {
        // A connection that was cut meanwhile has answered nothing: ask the next one.
        if (this.status === 'connected' || this.status === 'closed') throw thrown
      }
    }
  }

  /** Presents one more moderator link, from now on: where there is a connection, another takes its place. */
  addLink(token: string): void {
    this.#session.addLink(token)
    this.#reconnector.renew(new ChatError('unavailable', 'Connects again.'))
  }

  /**
   * Leaves all rooms and ends the connection. Everything that waits rejects with `unavailable`.
   * Others see this visitor go after the server's grace period; `room.leave()` tells them at once.
   */
  async close(): Promise<void> {
    const error = new ChatError('unavailable', 'The client was closed.')
    const replicas = [...this.#replicas.values()]
    this.#rooms.clear()
    this.#replicas.clear()
    for (const replica of replicas) replica.leave(error)
    this.#reconnector.stop(error)
  }

  #open(failures: number): Connection {
    const { origin, path, transports, requestTimeoutMs } = this.#options
    // Some proxies swallow WebSockets without a word: every other attempt begins with the other transport.
    const inTurn = failures % 2 === 0 ? transports : [...transports].reverse()
    const connection = new Connection({
      origin,
      path,
      transports: inTurn,
      timeoutMs: requestTimeoutMs,
      auth: () => this.#session.makeHandshake(),
      handlers: this.#handlers,
      onMalformed: (name) => {
        if (name === 'events') this.#forEachRoom((replica) => replica.handleMalformed())
      },
    })
    connection.onEnd(({ challenge }) => challenge && this.#session.prove(challenge))
    return connection
  }

  readonly #handlers: PushHandlers = {
    session: (push) => {
      this.#identify(() => this.#session.accept(push))
      this.#reconnector.succeed()
    },
    events: (push) => this.#replicas.get(push.room)?.handleEvents(push),
    presence: (push) => {
      const own = push.joined.find(({ id }) => id === this.user?.id)
      // On another connection of this user: another tab, or another device.
      if (own) this.#identify(() => this.#session.rename(own))
      this.#replicas.get(push.room)?.handlePresence(push)
    },
    typing: (push) => this.#replicas.get(push.room)?.handleTyping(push),
    moderation: (push) => this.#replicas.get(push.room)?.handleModeration(push),
    notice: (push) => {
      if (push.code === 'shutting_down') this.#reconnector.expectShutdown()
      this.emit('notice', push)
      if (push.room !== undefined) this.#replicas.get(push.room)?.handleNotice(push)
    },
  }

  #follow(change: ClientStatusChange): void {
    const { current, previous, error } = change
    if (current === 'connected' && previous !== 'connected') {
      this.#connected?.resolve()
      this.#connected = undefined
      this.#forEachRoom((replica) => replica.handleConnect())
    }
    if (previous === 'connected' && current !== 'connected') {
      this.#forEachRoom((replica) => replica.handleDisconnect())
    }
    if (current === 'closed' && error) {
      this.#closedBy = error
      this.#connected?.reject(error)
      this.#connected = undefined
      this.#forEachRoom((replica) => replica.refuse(error))
    }
    this.emit('status', change)
  }

  #forEachRoom(act: (replica: RoomReplica) => void): void {
    for (const replica of [...this.#replicas.values()]) act(replica)
  }

  #makeRoom(name: string): Room {
    const room = new Room(name, {
      port: {
        request: async (request, payload) => {
          if (request === 'join') await this.#leaving.get(name)
          return this.#request(request, payload)
        },
        sendTyping: (on) => this.#reconnector.connection?.emit('typing', { room: name, on }),
        isConnected: () => this.#reconnector.connection !== undefined,
        wantConnection: () => this.#wantConnection(),
        user: () => this.user,
        limits: () => this.limits,
        serverNow: () => this.#session.serverNow(),
        random: Math.random,
      },
      attach: (replica) => this.#replicas.set(name, replica),
      onLeave: (mayBeIn) => this.#leave(name, mayBeIn),
    })
    this.#rooms.set(name, room)
    return room
  }

  async #leave(name: string, mayBeIn: boolean): Promise<void> {
    this.#rooms.delete(name)
    this.#replicas.delete(name)
    if (!mayBeIn) return
    // Without an answer the connection is gone, and the server forgets by itself.
    const told = this.#request('leave', { room: name }).then(
      () => undefined,
      () => undefined,
    )
    this.#leaving.set(name, told)
    await told
    if (this.#leaving.get(name) === told) this.#leaving.delete(name)
  }

  #wantConnection(): void {
    if (this.status !== 'closed') return
    if (this.#closedBy) throw this.#closedBy
    if (this.#options.autoConnect) this.connect()
  }

  #whenConnected(): Promise<void> {
    if (this.status === 'connected') return Promise.resolve()
    this.#connected ??= withResolvers()
    return this.#connected.promise
  }

  async #request<N extends RequestName>(name: N, payload: Payload<N>): Promise<AnswerOf<N>> {
    const { connection } = this.#reconnector
    if (!connection) throw new ChatError('unavailable', 'There is no connection.')
    return request(connection, name, payload, this.#options.requestTimeoutMs)
  }

  /** `change` may make this visitor another one, or rename them: then the app is told. */
  #identify(change: () => void): void {
    const before = JSON.stringify(this.user)
    change()
    if (this.user && JSON.stringify(this.user) !== before) this.emit('user', this.user)
  }
}
