import { once } from 'node:events'
import type { Running } from './chat-server.js'

/** Time for the last answers and notices to leave before sockets are closed whatever they hold, ms. */
const GOODBYE_MS = 1_000

/**
 * Orderly stop: refuse what is new, settle what was accepted, let the answers leave, close. Takes about a second at
 * most beyond the last commit, also where a client does not read.
 */
export async function drain(running: Running): Promise<void> {
  const { io, gateway, log, store, presence, presenceBatch, typing, rateLimit } = running
  const { ownHttpServer, metricsServer, cluster, roomWatch, shared } = running
  const { scrubber, moderation, webhooks } = running
  const httpClosed = ownHttpServer?.listening ? once(ownHttpServer, 'close') : undefined
  ownHttpServer?.close()
  gateway.drain()
  await log.drain()
  presenceBatch.close()
  typing.close()
  cluster?.close()
  await roomWatch?.close()
  await moderation.close()
  await webhooks?.sender.close()
  await scrubber.close()

  await closeSockets(running)
  // Not io.close(): it would close the caller's HTTP server too.
  io.engine.close()
  ownHttpServer?.closeAllConnections()
  await httpClosed
  await presence.close()
  await rateLimit.close()
  await store.close()
  metricsServer?.close()
  metricsServer?.closeAllConnections()
  shared?.close()
}

// An Engine.IO socket closes once its buffer has left; one whose client does not read never would.
async function closeSockets({ io }: Running): Promise<void> {
  const closed = [...io.sockets.sockets.values()].map(({ conn }) => once(conn, 'close'))
  const deadline = new Promise<void>((resolve) => setTimeout(resolve, GOODBYE_MS).unref())
  io.disconnectSockets(true)
  await Promise.race([Promise.all(closed), deadline])
}
