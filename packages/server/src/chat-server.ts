import { ChatError, type RoomEvent } from '@chat/protocol'
import { createServer, type Server as HttpServer } from 'node:http'
import { createStore } from './create-store.js'
import { drain } from './drain.js'
import { Administration } from './http/administration.js'
import { HookRunner } from './hooks/hook-runner.js'
import { createApp, mountRoutes } from './http/app.js'
import { listen } from './http/listen.js'
import { openMetrics } from './http/open-metrics.js'
import { LiveUsers } from './identity/live-users.js'
import { SessionTokens } from './identity/session-token.js'
import { loadSigningSecret } from './identity/signing-secret.js'
import { openOrUndo } from './open-or-undo.js'
import { createPresence, createRateLimit, createTally, openShared } from './open-shared.js'
import { NOT_STICKY, UNTRUSTED_FORWARD, warnOnce } from './operator-warnings.js'
import { readOptions, type ChatServerOptions, type Settings } from './options.js'
import { PresenceBatch } from './presence/presence-batch.js'
import { LiveSettings } from './room/live-settings.js'
import { RoomLog } from './room/room-log.js'
import { Scrubber } from './room/scrubber.js'
import { serveModeration } from './serve-moderation.js'
import { keepAsServer, type ServerKeeping } from './server-keeping.js'
import { actAsServer, type ServerModeration } from './server-moderation.js'
import { serveWebhooks } from './serve-webhooks.js'
import { Broadcast } from './transport/broadcast.js'
import { ClientAddress } from './transport/client-address.js'
import { Cluster } from './transport/cluster.js'
import { roomOf, socketRoom } from './transport/connection.js'
import { ConnectionCount } from './transport/connection-count.js'
import { createIo } from './transport/create-io.js'
import { Gateway } from './transport/gateway.js'
import { RequestPath } from './transport/handle.js'
import { readLiveFigures } from './transport/read-live-figures.js'
import { RoomWatch } from './transport/room-watch.js'
import type { Services } from './transport/services.js'
import { Typing } from './transport/typing.js'

export type ChatServer = ServerModeration &
  ServerKeeping & {
    /**
     * Opens the store and begins to serve; only where an own `server` was given, which the caller listens with.
     *
     * Rejects with a sentence for the operator where the store or the secret cannot be used.
     */
    start(): Promise<void>
    /** Starts, and listens. Port 0, the default, picks a free one. */
    listen(options?: { port?: number; host?: string }): Promise<{ port: number; url: string }>
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
    return (starting ??= openOrUndo((onFailure) => run(settings, httpServer, onFailure)))
  }
  return {
    async start() {
      await start()
    },
    async listen({ port = 0, host } = {}) {
      await start()
      return listen(httpServer, port, host)
    },
    ...actAsServer(start, settings.publicUrl),
    ...keepAsServer(start),
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

async function run(
  settings: Settings,
  httpServer: HttpServer,
  onFailure: (close: () => unknown) => void,
) {
  const { limits, logger } = settings
  const onError = (error: unknown) => logger.error({ err: error }, 'request failed')
  const store = await createStore(settings)
  await store.open()
  onFailure(() => store.close())
  const secret = await loadSigningSecret({
    ...(settings.secret !== undefined && { secret: settings.secret }),
    ...(store.keepSecret && { keep: store.keepSecret.bind(store) }),
    ...(settings.dataDir !== undefined && { directory: settings.dataDir }),
  })

  const { metrics, metricsRoute, metricsServer } = await openMetrics(settings, () =>
    readLiveFigures(io),
  )
  onFailure(() => metricsServer?.close())

  const shared =
    settings.redisUrl === undefined ? undefined : await openShared(settings.redisUrl, logger)
  onFailure(() => shared?.close())
  const presence = await createPresence(settings, shared, onError)
  onFailure(() => presence.close())
  const ping = async () => {
    await log.ping()
    await shared?.bus.ping()
  }
  const administration = new Administration(settings)
  const settingsOf = (room: string) => liveSettings.of(room)
  const served = { ping, presence, settingsOf, metrics: metricsRoute, administration }
  const { origins, listRooms, publicUrl, maxConnectionsPerAddress } = settings
  const routes = { ...served, origins, listRooms, logger, publicUrl }
  if (settings.app) mountRoutes(settings.app, routes)
  // Before Socket.IO is attached: it keeps its own requests from the listeners that it finds.
  else if (!settings.server) httpServer.on('request', createApp(routes))

  const connectionCount = new ConnectionCount()
  const { io, outgoing } = createIo(httpServer, {
    limits,
    origins,
    connectionCount,
    // Those in between are told why they are refused.
    maxConnectionsPerAddress: 2 * maxConnectionsPerAddress,
    polling: settings.polling,
    onUnknownConnection: shared ? warnOnce(logger, NOT_STICKY) : () => {},
    onRefused: (code) => metrics.connectionRefused(code),
    maxBufferedBytes: settings.maxBufferedBytes,
    onCutOff: () => {
      metrics.cutOff()
      logger.info('cut off a connection that does not keep up')
    },
    clientAddress: new ClientAddress({
      trustedProxies: settings.trustedProxies,
      onUntrustedForward: () => logger.warn(UNTRUSTED_FORWARD),
    }),
  })
  const broadcast = new Broadcast(io, outgoing, metrics)
  const isFollowed = (room: string) => io.of('/').adapter.rooms.has(socketRoom(room))
  const liveSettings = new LiveSettings((room) => log.room(room))
  io.of('/').adapter.on('delete-room', (name: string) => {
    const room = roomOf(name)
    if (room === undefined) return
    liveSettings.forget(room)
    roomWatch?.forget(room)
  })
  const send = (room: string, events: RoomEvent[]) => {
    liveSettings.note(room, events)
    roomWatch?.note(room, events)
    broadcast.events(room, events)
    presenceBatch.noteEvents(room, events.at(-1)?.seq ?? 0)
  }
  const hooks = new HookRunner({ hooks: settings.hooks, ...settings.hookOptions, onError })
  const webhooks = serveWebhooks({ sql: store.sql, webhooks: settings.webhooks, logger, onError })
  const log: RoomLog = new RoomLog({
    store,
    limits,
    onError,
    ...(webhooks && { also: webhooks.also }),
    onCommit: (seconds, appends) => metrics.committed(seconds, appends),
    onCommitted: (committed) => {
      metrics.appended(committed)
      administration.traffic.committed(committed)
      scrubber.note(committed)
      hooks.tellCommitted(committed)
      webhooks?.sender.look()
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
    isFollowed,
    readSeq: async (room) => (await log.room(room)).seq,
    send: (push) => broadcast.presence(push),
    onError,
  })
  const typing = new Typing({
    send: (push) => broadcast.typing(push),
    onSignal: (room, user, on) => cluster?.typing(room, user, on),
  })
  const users = new LiveUsers({ onRename: (user) => cluster?.rename(user) })
  const feed = {
    send,
    readAfter: (room: string, after: number, limit: number) => log.eventsAfter(room, after, limit),
    readSeqs: (rooms: readonly string[]) => log.seqs(rooms),
    onError,
  }
  const roomWatch = shared ? undefined : new RoomWatch(feed)
  const cluster =
    shared &&
    new Cluster({
      ...feed,
      bus: shared.bus,
      io,
      users,
      typing,
      onRename: (user) => void presence.rename(user).catch(onError),
      onFarBehind: (room, seq) => presenceBatch.noteEvents(room, seq),
    })
  onFailure(async () => {
    presenceBatch.close()
    cluster?.close()
    await roomWatch?.close()
  })
  const rateLimit = createRateLimit(settings, shared)
  const tokens = new SessionTokens(secret)
  const scrubber = new Scrubber({
    scrub: (limit) => store.scrub(limit),
    lingerMs: settings.retention.everyMs,
    onError,
  })
  const moderation = await serveModeration({
    store,
    log,
    secret,
    presence,
    tally: createTally(shared),
    bus: shared?.bus,
    settingsOf,
    rateLimit,
    settings,
    hooks,
    announce: (room, type, data) => webhooks?.announce(room, type, data),
    onOverwrite: () => scrubber.startLater(),
    onDelete: () => scrubber.start(),
    onError,
  })
  scrubber.start()
  webhooks?.sender.open()
  const services: Services = {
    ...moderation.services,
    hooks,
    limits,
    log,
    metrics,
    presence,
    rateLimit,
    tokens,
    typing,
    users,
    onRead: (room) => {
      // Whoever read it may have gone: nothing would tell what changes, or when to forget it.
      if (!isFollowed(room.name)) return
      liveSettings.learn(room.name, room)
      cluster?.begin(room.name, room.seq)
      roomWatch?.begin(room.name, room.seq)
    },
  }
  administration.begin({ ...services, ...moderation.keeping })
  const requests = new RequestPath({ services, onError })
  const gateway = new Gateway({
    io,
    services,
    requests,
    connections: moderation.connections,
    connectionCount,
    maxConnectionsPerAddress,
    onError,
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
    roomWatch,
    shared,
    scrubber,
    moderation,
    webhooks,
    ownHttpServer,
    metricsServer,
  }
}
