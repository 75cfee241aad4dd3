import {
  ChatError,
  createHandshakeSchema,
  isChatError,
  isErrorCode,
  PROTOCOL_VERSION,
  type Handshake,
} from '@chat/protocol'
import { safeParse, type GenericSchema } from 'valibot'
import { Connection, type ChatIo, type ChatSocket, type SocketData } from './connection.js'
import type { ConnectionCount } from './connection-count.js'
import type { Connections } from './connections.js'
import type { RequestPath } from './handle.js'
import type { Services } from './services.js'
import { openSession } from './open-session.js'

/** When to try again where an address has all the connections it may have, ms. */
const FULL_ADDRESS_RETRY_MS = 30_000
/** A refused connection has this long to read why, ms. */
const REFUSAL_MS = 2_000

export type GatewayOptions = {
  io: ChatIo
  services: Services
  requests: RequestPath
  connections: Connections
  connectionCount: ConnectionCount
  /** Infinity: no bound. */
  maxConnectionsPerAddress: number
  onError: (error: unknown) => void
}

/** The life of a connection: handshake, session, requests, disconnect. */
export class Gateway {
  readonly #options: GatewayOptions
  readonly #handshakeSchema: GenericSchema<unknown, Handshake>
  /** Connections that have a session, or are about to. */
  readonly #inSession = new WeakSet<object>()
  #isDraining = false

  constructor(options: GatewayOptions) {
    this.#options = options
    this.#handshakeSchema = createHandshakeSchema(options.services.limits)
    options.io.use((socket, next) => {
      const { conn } = socket
      // Bounds on connections are bounds on sessions only where each has one: Socket.IO would open any number.
      if (this.#inSession.has(conn)) return void conn.close()
      this.#inSession.add(conn)
      this.#openSession(socket).then(
        (data) => {
          socket.data = data
          next()
        },
        (error: unknown) => {
          this.#inSession.delete(conn)
          next(this.#refusal(error))
          setTimeout(() => conn.close(), REFUSAL_MS).unref()
        },
      )
    })
    options.io.on('connection', (socket) => this.#serve(socket))
  }

  /** From now on handshakes are refused, and everybody connected is told so. */
  drain(): void {
    this.#isDraining = true
    const message = 'The server is shutting down; you will be reconnected.'
    this.#options.io.emit('notice', { code: 'shutting_down', message })
  }

  async #openSession({ handshake }: ChatSocket): Promise<SocketData> {
    if (this.#isDraining) throw new ChatError('shutting_down')
    const { services } = this.#options
    this.#mustHaveRoom(handshake.address)
    await services.rateLimit.consume('handshake', handshake.address)
    const auth = this.#parse(handshake.auth)
    if (auth.protocol !== undefined && auth.protocol !== PROTOCOL_VERSION) {
      throw new ChatError(
        'unsupported_protocol',
        `The server speaks protocol ${PROTOCOL_VERSION}, not ${auth.protocol}.`,
      )
    }
    return openSession(auth, handshake.address, services)
  }

  #mustHaveRoom(address: string): void {
    const { connectionCount, maxConnectionsPerAddress: max } = this.#options
    if (connectionCount.of(address) <= max) return
    throw new ChatError('rate_limited', `Your network has ${max} connections; try again later.`, {
      retryAfter: FULL_ADDRESS_RETRY_MS,
    })
  }

  #parse(auth: unknown): Handshake {
    const result = safeParse(this.#handshakeSchema, auth)
    if (result.success) return result.output
    const { message } = result.issues[0]
    throw new ChatError(
      isErrorCode(message) ? message : 'invalid_payload',
      'The auth of the handshake is malformed.',
    )
  }

  #serve(socket: ChatSocket): void {
    const { services, requests, connections, onError } = this.#options
    const { users, presence, typing, limits, metrics } = services
    const user = users.enter(socket.data.user)
    const connection = new Connection(socket, users)
    const { persons } = services
    persons.enter(connection.person)
    connections.enter(connection)

    metrics.connected()
    socket.on('disconnect', () => {
      this.#inSession.delete(socket.conn)
      typing.clear(connection.rooms, connection.user)
      users.leave(user.id)
      persons.leave(user.id)
      connections.leave(connection)
      presence.disconnect(connection.id).catch(onError)
    })
    socket.emit('session', {
      protocol: PROTOCOL_VERSION,
      user,
      token: socket.data.token,
      serverTime: new Date().toISOString(),
      limits,
    })
    // Sent, and from here on kept by the client alone; so are the secrets in what it came with. The room that Socket.IO
    // makes for each socket is not used either.
    socket.data.token = ''
    Reflect.set(socket, 'handshake', undefined)
    void socket.leave(socket.id)
    requests.serve(connection)
  }

  #refusal(error: unknown): Error {
    const { onError, services } = this.#options
    if (!isChatError(error)) onError(error)
    const refusal = isChatError(error) ? error : new ChatError('unavailable')
    services.metrics.connectionRefused(refusal.code)
    return Object.assign(new Error(refusal.message), { data: refusal.toBody() })
  }
}
