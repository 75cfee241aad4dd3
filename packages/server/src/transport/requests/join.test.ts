import { DEFAULT_LIMITS, type User } from '@chat/protocol'
import { expect, test, vi } from 'vitest'
import { LiveUsers } from '../../identity/live-users.js'
import { SessionTokens } from '../../identity/session-token.js'
import { MemoryPresence } from '../../presence/memory-presence.js'
import { NoRateLimit } from '../../rate-limit/no-rate-limit.js'
import { RoomLog } from '../../room/room-log.js'
import { MemoryStore } from '../../store/memory-store.js'
import { Connection, type ChatSocket } from '../connection.js'
import type { Services } from '../services.js'
import { Typing } from '../typing.js'
import { join } from './join.js'

const ann: User = { id: 'ann', name: 'Ann' }
const room = 'tea'

function createConnection({ isConnected = true } = {}) {
  const store = new MemoryStore()
  const users = new LiveUsers()
  const services: Services = {
    limits: DEFAULT_LIMITS,
    log: new RoomLog({ store, limits: DEFAULT_LIMITS, onCommitted() {} }),
    presence: new MemoryPresence({ graceMs: 0, listLimit: 10 }),
    rateLimit: new NoRateLimit(),
    tokens: new SessionTokens(new Uint8Array(32)),
    users,
    typing: new Typing({ send() {} }),
  }
  // As much of a socket as a request sees.
  const socket = {
    id: 'a',
    connected: isConnected,
    data: { user: ann, token: '' },
    join: async () => {},
    leave: async () => {},
  } as unknown as ChatSocket
  const connection = new Connection(socket, users)
  const memberCount = async () => (await services.presence.members(room)).count
  return { store, services, connection, memberCount }
}

test('whoever was lost before their join took effect is no member', async () => {
  const { connection, services, memberCount } = createConnection({ isConnected: false })
  await join.run({ room }, connection, services)
  await vi.waitFor(async () => expect(await memberCount()).toBe(0))
})

test('a join that the store fails is none', async () => {
  const { store, connection, services, memberCount } = createConnection()
  vi.spyOn(store, 'latest').mockRejectedValueOnce(new Error('disk'))
  await expect(join.run({ room }, connection, services)).rejects.toMatchObject({
    code: 'unavailable',
  })
  expect(await memberCount()).toBe(0)
  expect([...connection.rooms]).toEqual([])

  await join.run({ room }, connection, services)
  expect(await memberCount()).toBe(1)
})

test('a join that the store fails takes nobody out who was in', async () => {
  const { store, connection, services, memberCount } = createConnection()
  await join.run({ room }, connection, services)
  vi.spyOn(store, 'latest').mockRejectedValueOnce(new Error('disk'))
  await expect(join.run({ room }, connection, services)).rejects.toThrow()
  expect(await memberCount()).toBe(1)
  expect([...connection.rooms]).toEqual([room])
})
