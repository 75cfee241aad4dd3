import { expect, onTestFinished, test } from 'vitest'
import type { Grant } from '../identity/grant.js'
import { LiveUsers } from '../identity/live-users.js'
import { MemoryPresence } from '../presence/memory-presence.js'
import { Connection, type ChatSocket } from './connection.js'
import { Connections } from './connections.js'
import { RoleWatch } from './role-watch.js'

test('a role that ends by its time ends also where the store does not say what was revoked', async () => {
  const connections = new Connections()
  const closed: string[] = []
  const enter = (id: string, grant: Partial<Grant>) => {
    const grants = [{ role: 'moderator', rooms: '*', until: Infinity, ...grant }]
    const conn = { close: () => closed.push(id) }
    // As much of a socket as is looked at.
    const data = { user: { id, name: id }, token: '', since: 0, marks: [], grants }
    const socket = { id, conn, data } as unknown as ChatSocket
    connections.enter(new Connection(socket, new LiveUsers()))
  }
  enter('by link', { link: 'x' })
  enter('over', { until: Date.now() - 1 })
  enter('not over', {})
  const watch = new RoleWatch({
    connections,
    links: { revoked: () => Promise.reject(new Error('The store is away.')) },
    botKeys: { revoked: async () => new Set<string>() },
    presence: new MemoryPresence({ listLimit: 10 }),
    enforcement: { catchUp: () => false },
    onError() {},
  })
  onTestFinished(() => watch.close())
  await expect(watch.check()).rejects.toThrow('The store is away.')
  expect(closed).toEqual(['over'])
})
