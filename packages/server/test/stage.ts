import { DEFAULT_LIMITS, type User } from '@chat/protocol'
import { HookRunner } from '../src/hooks/hook-runner.js'
import { LiveUsers } from '../src/identity/live-users.js'
import { SessionTokens } from '../src/identity/session-token.js'
import { NoMetrics } from '../src/metrics/no-metrics.js'
import { createModeration } from '../src/moderation/create-moderation.js'
import { RoomMeasures } from '../src/moderation/measures.js'
import { WordList } from '../src/moderation/word-list.js'
import { MemoryPresence } from '../src/presence/memory-presence.js'
import { NoRateLimit } from '../src/rate-limit/no-rate-limit.js'
import { MemoryTally } from '../src/rate-limit/memory-tally.js'
import { RoomLog } from '../src/room/room-log.js'
import { MemoryStore } from '../src/store/memory-store.js'
import { Connection, type ChatSocket } from '../src/transport/connection.js'
import type { Services } from '../src/transport/services.js'
import { Typing } from '../src/transport/typing.js'

const ann: User = { id: 'ann', name: 'Ann' }

type Receive = (name: string, ...received: unknown[]) => void

/** What requests work with, and one connection, without a network between. */
export function createStage({ isConnected = true } = {}) {
  const store = new MemoryStore()
  const users = new LiveUsers()
  const log = new RoomLog({ store, limits: DEFAULT_LIMITS, onCommitted() {} })
  const hooks = new HookRunner({ hooks: {}, onError() {} })
  const services: Services = {
    ...createModeration({
      sql: store.sql,
      log,
      secret: new Uint8Array(32),
      measures: new RoomMeasures({ preset: 'open' }),
      words: new WordList([]),
      tally: new MemoryTally(),
      hooks,
      announce() {},
      settingsOf: async (room) => (await log.room(room)).settings,
      rateLimit: new NoRateLimit(),
      onRevoke() {},
      members: async () => ({ list: [], count: 0 }),
      onRaid() {},
      onBegin() {},
      onLift() {},
      onQueueChange() {},
      onReject() {},
      onError() {},
    }),
    identities: undefined,
    hooks,
    adminSessions: undefined,
    limits: DEFAULT_LIMITS,
    log,
    metrics: new NoMetrics(),
    presence: new MemoryPresence({ graceMs: 0, listLimit: 10 }),
    queue: { note() {} },
    rateLimit: new NoRateLimit(),
    tokens: new SessionTokens(new Uint8Array(32)),
    users,
    typing: new Typing({ send() {} }),
    onRead() {},
  }
  const listeners: Receive[] = []
  // As much of a socket as requests see.
  const socket = {
    id: 'a',
    connected: isConnected,
    data: { user: ann, token: '', grants: [], since: 0, marks: [] },
    join: async () => {},
    leave: async () => {},
    onAny: (listener: Receive) => listeners.push(listener),
  } as unknown as ChatSocket
  return {
    store,
    services,
    connection: new Connection(socket, users),
    /** Resolves with what the client is answered. */
    ask: (name: string, payload: unknown) =>
      new Promise((resolve) => {
        for (const receive of listeners) receive(name, payload, resolve)
      }),
  }
}
