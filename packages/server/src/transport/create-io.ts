import type { Limits } from '@chat/protocol'
import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import type { ChatIo } from './connection.js'
import { flushOncePerTurn } from './flush-once-per-turn.js'
import { isAllowedOrigin, type Origins } from './origins.js'

/** Socket.IO as this server uses it, attached to an HTTP server. */
export function createIo(httpServer: HttpServer, limits: Limits, origins: Origins): ChatIo {
  const io: ChatIo = new Server(httpServer, {
    serveClient: false,
    maxHttpBufferSize: limits.packetBytes,
    // Together under 30 s: the time in which a half-open connection is noticed, by both sides.
    pingInterval: 15_000,
    pingTimeout: 10_000,
    perMessageDeflate: false,
    httpCompression: false,
    cors: { origin: origins === '*' ? '*' : [...origins] },
    allowRequest: (request, decide) => decide(null, isAllowedOrigin(origins, request)),
  })
  // Nothing here reads the request of an established connection, so its headers need not stay in memory.
  io.engine.on('connection', (connection: { request: unknown }) => {
    connection.request = null
    flushOncePerTurn(connection)
  })
  return io
}
