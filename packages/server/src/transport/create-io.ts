import type { ErrorCode, Limits } from '@chat/protocol'
import { ServerResponse, type IncomingMessage, type Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import type { ClientAddress } from './client-address.js'
import type { ChatIo } from './connection.js'
import type { ConnectionCount } from './connection-count.js'
import { jsonParser } from './json-parser.js'
import { isAllowedOrigin, type Origins } from './origins.js'
import { Outgoing, type OutgoingOptions } from './outgoing.js'

/** A connection that never asks for a session is closed after this time, ms. */
const HANDSHAKE_TIMEOUT_MS = 10_000

export type IoOptions = {
  limits: Limits
  origins: Origins
  clientAddress: ClientAddress
  connectionCount: ConnectionCount
  /** Connections of one address beyond which there is not even an answer that says why. */
  maxConnectionsPerAddress: number
  /** Told of connections that are refused without an answer that says why. */
  onRefused: (code: ErrorCode) => void
  /** Whether HTTP long-polling is served beside WebSocket. */
  polling: boolean
  /** Somebody goes on with a connection that this process does not know. */
  onUnknownConnection: () => void
} & OutgoingOptions

/** Engine.IO's code where the `sid` of a request is not one of its own. */
const UNKNOWN_SID = 1

/** Engine.IO's side of a connection, as far as it is used here. */
type Transported = {
  request: IncomingMessage | null
  remoteAddress: string
  on(event: 'close', listener: (this: Transported) => void): void
}

/** Socket.IO as this server uses it, attached to an HTTP server; and the way by which its packets leave. */
export function createIo(
  httpServer: HttpServer,
  options: IoOptions,
): { io: ChatIo; outgoing: Outgoing } {
  const { limits, origins, clientAddress, connectionCount, maxConnectionsPerAddress, onRefused } =
    options
  const io: ChatIo = new Server(httpServer, {
    serveClient: false,
    parser: jsonParser,
    transports: options.polling ? ['polling', 'websocket'] : ['websocket'],
    maxHttpBufferSize: limits.packetBytes,
    connectTimeout: HANDSHAKE_TIMEOUT_MS,
    // Together under 30 s: the time in which a half-open connection is noticed, by both sides.
    pingInterval: 15_000,
    pingTimeout: 10_000,
    perMessageDeflate: false,
    httpCompression: false,
    cors: { origin: origins === '*' ? '*' : [...origins] },
    // Asked for new connections alone.
    allowRequest: (request, decide) => {
      const isFull = connectionCount.of(clientAddress.of(request)) >= maxConnectionsPerAddress
      const isAllowed = isAllowedOrigin(origins, request)
      if (!isAllowed) onRefused('forbidden')
      else if (isFull) onRefused('rate_limited')
      decide(null, isAllowed && !isFull)
    },
  })
  io.engine.on('connection_error', ({ code }: { code: number }) => {
    if (code === UNKNOWN_SID) options.onUnknownConnection()
  })
  // One function for all connections, and not one each.
  function leave(this: Transported): void {
    connectionCount.leave(this.remoteAddress)
  }
  const outgoing = new Outgoing(options)
  io.engine.use(letGoOfRequest)
  io.engine.on('connection', (connection: Transported) => {
    if (connection.request) connection.remoteAddress = clientAddress.of(connection.request)
    connectionCount.enter(connection.remoteAddress)
    connection.on('close', leave)
    // Nothing here reads the request of an established connection, so its headers need not stay in memory.
    connection.request = null
    outgoing.takeCharge(connection)
  })
  return { io, outgoing }
}

/**
 * Engine.IO's stand-in for the response of an upgrade would stay as long as the connection, and the request with it: it
 * has just begun to wait for the connection's end, of which nobody here asks a response.
 */
function letGoOfRequest({ socket }: IncomingMessage, response: object, next: () => void): void {
  if (!(response instanceof ServerResponse)) {
    const [ofResponse] = socket.rawListeners('close').slice(-1) as [(() => void)?]
    if (ofResponse) socket.removeListener('close', ofResponse)
    Reflect.set(response, 'req', null)
  }
  next()
}
