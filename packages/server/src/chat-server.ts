import { ChatError, type RoomEvent, type RoomSettings, type User } from '@chat/protocol'
import { createServer, type Server as HttpServer } from 'node:http'
import type { Logger } from 'pino'
import { Bus } from './bus/bus.js'
import { RedisLink } from './bus/redis-link.js'
import { drain } from './drain.js'
import { createApp, mountRoutes } from './http/app.js'
import { listen } from './http/listen.js'
import { openMetrics } from './http/open-metrics.js'
import { LiveUsers } from './identity/live-users.js'
import { SessionTokens } from './identity/session-token.js'
import { loadSigningSecret } from './identity/signing-secret.js'
import { readOptions, type ChatServerOptions, type Settings } from './options.js'
import { MemoryPresence } from './presence/memory-presence.js'
import type { Presence } from './presence/presence.js'
import { PresenceBatch } from './presence/presence-batch.js'
import { RedisPresence } from './presence/redis-presence.js'
import type { RateLimit } from './rate-limit/rate-limit.js'
import { MemoryRateLimit } from './rate-limit/memory-rate-limit.js'
import { NoRateLimit } from './rate-limit/no-rate-limit.js'
import { RedisRateLimit } from './rate-limit/redis-rate-limit.js'
import { RoomLog } from './room/room-log.js'
import { MemoryStore } from './store/memory-store.js'
import { PostgresStore } from './store/postgres/postgres-store.js'
import { SqliteStore } from './store/sqlite/sqlite-store.js'
import type { Store } from './store/store.js'
import { Broadcast } from './transport/broadcast.js'
import { ClientAddress } from './transport/client-address.js'
import { Cluster } from './transport/cluster.js'
import { socketRoom } from './transport/connection.js'
import { ConnectionCount } from './transport/connection-count.js'
import { createIo } from './transport/create-io.js'
import { Gateway } from './transport/gateway.js'
import { RequestPath } from './transport/handle.js'
import { readLiveFigures } from './transport/read-live-figures.js'
import type { Services } from './transport/services.js'
import { Typing } from './transport/typing.js'

/** Who the server itself is where it writes to a room's log. */
const SERVER_USER: User = { id: 'server', name: 'Server', role: 'host' }

const UNTRUSTED_FORWARD =
  'X-Forwarded-For from an address that is not a trusted proxy: ignored, so that all who come through it count as one; if it is your proxy, name it with --trust-proxy'

const NOT_STICKY =
  'a client goes on by HTTP long-polling with a connection of another process: have the balancer send each client to the same process (in nginx: ip_hash), or start with --polling off; after a restart this is to be expected once'

export type ChatServer = {
  /**
   * Opens the store and begins to serve; only where an own `server` was given, which the caller listens with.
   *
   * Rejects with a sentence for the operator where the store or the secret cannot be used.
   */
  start(): Promise<void>
  /** Starts, and listens. Port 0, the default, picks a free one. */
  listen(options?: { port?: number; host?: string }): Promise<{ port: number; url: string }>
  /** Changes a room's settings, as an event of its log. */
  setRoomSettings(room: string, settings: RoomSettings): Promise<void>
  /** Drains: refuses what is new, stores what was accepted, tells clients, closes. Safe to repeat. */
  close(): Promise<void>
}

/**
 * A chat server, alone or attached to a caller's HTTP server and Express app. Nothing happens before `start` or
 * `listen`.
 *
 * @throws TypeError which option is wrong, and what is allowed
 */
export function createChatServer(options: ChatServerOptions = {}): ChatServer {
  const settings = readOptions(options)
  const httpServer = settings.server ?? createServer()
  let starting: Promise<Running> | undefined
  let closing: Promise<void> | undefined

  const start = (): Promise<Running> => {
    if (closing) return Promise.reject(new ChatError('shutting_down', 'The server was closed.'))
    return (starting ??= run(settings, httpServer))
  }
  return {
    async start() {
      await start()
    },
    async listen({ port = 0, host } = {}) {
      await start()
      return listen(httpServer, port, host)
    },
    async setRoomSettings(room, roomSettings) {
      const { log } = await start()
      await log.append({ type: 'settings', room, user: SERVER_USER, settings: roomSettings })
    },
    close() {
      closing ??= (async () => {
        const running = await starting?.catch(() => undefined)
        if (running) await drain(running)
      })()
      return closing
    },
  }
}

/** What a started server consists of. */
export type Running = Awaited<ReturnType<typeof run>>

async function run(settings: Settings, httpServer: HttpServer) {
  const { limits, logger } = settings
  const onError = (error: unknown) => logger.error({ err: error }, 'request failed')
  const store = createStore(settings)
  await store.open()
  const secret = await loadSigningSecret({
    ...(settings.secret !== undefined && { secret: settings.secret }),
    ...(store.keepSecret && { keep: store.keepSecret.bind(store) }),
    ...(settings.dataDir !== undefined && { directory: settings.dataDir }),
  })

  const { metrics, metricsRoute, metricsServer } = await openMetrics(settings, () =>
    readLiveFigures(io),
  ).catch(async (error: unknown) => {
    await store.close()
    throw error
  })

  const shared =
    settings.redisUrl === undefined ? undefined : await share(settings.redisUrl, logger)
  const presence = await createPresence(settings, shared, onError)
  const ping = async () => {
    await log.ping()
    await shared?.bus.ping()
  }
  const routes = { ping, presence, metrics: metricsRoute, ...pick(settings) }
  if (settings.app) mountRoutes(settings.app, routes)
  // Before Socket.IO is attached: it keeps its own requests from the listeners that it finds.
  else if (!settings.server) httpServer.on('request', createApp(routes))

  const { origins, maxConnectionsPerAddress } = settings
  const connectionCount = new ConnectionCount()
  // Said once: where it is wrong it happens at every request.
  let hasWarned = false
  const warnNotSticky = () => {
    if (shared && !hasWarned) logger.warn(NOT_STICKY)
    hasWarned = true
  }
  const io = createIo(httpServer, {
    limits,
    origins,
    connectionCount,
    // Those in between are told why they are refused.
    maxConnectionsPerAddress: 2 * maxConnectionsPerAddress,
    polling: settings.polling,
    onUnknownConnection: warnNotSticky,
    onRefused: (code) => metrics.connectionRefused(code),
    clientAddress: new ClientAddress({
      trustedProxies: settings.trustedProxies,
      onUntrustedForward: () => logger.warn(UNTRUSTED_FORWARD),
    }),
  })
  const broadcast = new Broadcast(io, metrics)
  const send = (room: string, events: RoomEvent[]) => {
    broadcast.events(room, events)
    presenceBatch.noteEvents(room, events.at(-1)?.seq ?? 0)
  }
  const log: RoomLog = new RoomLog({
    store,
    limits,
    onError,
    onCommit: (seconds, appends) => metrics.committed(seconds, appends),
    onCommitted: (committed) => {
      metrics.appended(committed)
      if (cluster) return cluster.committed(committed)
      for (const [room, events] of committed) send(room, events)
    },
    onUncertain: (rooms) => {
      metrics.commitFailed()
      for (const room of rooms) presenceBatch.noteUncertainty(room)
    },
  })
  const presenceBatch = new PresenceBatch({
    presence,
    detailLimit: limits.memberList,
    isFollowed: (room) => io.of('/').adapter.rooms.has(socketRoom(room)),
    readSeq: async (room) => (await log.room(room)).seq,
    send: (push) => broadcast.presence(push),
    onError,
  })
  const typing = new Typing({
    send: (push) => broadcast.typing(push),
    onSignal: (room, user, on) => cluster?.typing(room, user, on),
  })
  const users = new LiveUsers({ onRename: (user) => cluster?.rename(user) })
  const cluster =
    shared &&
    new Cluster({
      bus: shared.bus,
      io,
      users,
      typing,
      send,
      readAfter: (room, after, limit) => log.eventsAfter(room, after, limit),
      readSeqs: (rooms) => log.seqs(rooms),
      onFarBehind: (room, seq) => presenceBatch.noteEvents(room, seq),
      onError,
    })
  const rateLimit = createRateLimit(settings, shared)
  const tokens = new SessionTokens(secret)
  const services: Services = {
    limits,
    log,
    metrics,
    presence,
    rateLimit,
    tokens,
    typing,
    users,
    onRead: (room, seq) => cluster?.begin(room, seq),
  }
  const requests = new RequestPath({ services, onError })
  const gateway = new Gateway({
    io,
    services,
    requests,
    connectionCount,
    maxConnectionsPerAddress,
    maxBufferedBytes: settings.maxBufferedBytes,
    onError,
    onCutOff: () => {
      metrics.cutOff()
      logger.info('cut off a connection that does not keep up')
    },
  })

  const ownHttpServer = settings.server ? undefined : httpServer
  return {
    io,
    gateway,
    log,
    store,
    presence,
    presenceBatch,
    typing,
    rateLimit,
    cluster,
    shared,
    ownHttpServer,
    metricsServer,
  }
}

type Shared = { link: RedisLink; bus: Bus }

/** What this process shares with others through Redis. */
async function share(url: string, logger: Logger): Promise<Shared> {
  const link = new RedisLink({
    url,
    onLost: (error) => logger.error({ err: error }, 'Redis is lost: this process is on its own'),
    onReturn: () => logger.info('Redis is back'),
  })
  await link.open()
  const bus = new Bus({
    link,
    onError: (error) => logger.error({ err: error }, 'a note of another process'),
  })
  bus.open()
  return { link, bus }
}

async function createPresence(
  { graceMs, maxMembers, limits }: Settings,
  shared: Shared | undefined,
  onError: (error: unknown) => void,
): Promise<Presence> {
  const options = { graceMs, maxMembers, listLimit: limits.memberList }
  if (!shared) return new MemoryPresence({ ...options, settleMs: graceMs })
  const presence = new RedisPresence({ ...options, ...shared, onError })
  await presence.beat()
  return presence
}

function createRateLimit({ rates }: Settings, shared: Shared | undefined): RateLimit {
  if (rates === 'off') return new NoRateLimit()
  return shared ? new RedisRateLimit(rates, shared.link) : new MemoryRateLimit(rates)
}

function pick({ origins, listRooms, logger, publicUrl }: Settings) {
  return { origins, listRooms, logger, publicUrl }
}

function createStore({ database, logger }: Settings): Store {
  switch (database.type) {
    case 'memory':
      return new MemoryStore()
    case 'sqlite':
      return new SqliteStore({ path: database.path })
    case 'postgres':
      return new PostgresStore({
        url: database.url,
        // The error alone would drag the whole connection into the log.
        onConnectionLost: ({ message }) =>
          logger.warn({ reason: message }, 'lost a connection to the database'),
      })
  }
}
