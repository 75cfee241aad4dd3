import type { User } from '@chat/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MemoryPresence, type MemoryPresenceOptions } from './memory-presence.js'
import type { PresenceChange } from './presence.js'

const ann: User = { id: 'ann', name: 'Ann' }
const ben: User = { id: 'ben', name: 'Ben' }
const room = 'tea'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function createPresence(options: Partial<MemoryPresenceOptions> = {}) {
  const presence = new MemoryPresence({ graceMs: 10_000, listLimit: 200, ...options })
  const changes: PresenceChange[] = []
  presence.onChange((change) => changes.push(change))
  return { presence, changes }
}

test('a member whose connection is lost stays for the grace, and not longer', async () => {
  const { presence, changes } = createPresence()
  await presence.join(room, 'a', ann)
  await presence.disconnect('a')
  vi.advanceTimersByTime(9_999)
  expect((await presence.members(room)).count).toBe(1)
  vi.advanceTimersByTime(1)
  expect((await presence.members(room)).count).toBe(0)
  expect(changes.at(-1)).toEqual({ room, joined: [], renamed: [], left: ['ann'], count: 0 })
})

test('whoever is back within the grace has not been away, and has a whole one the next time', async () => {
  const { presence, changes } = createPresence()
  await presence.join(room, 'a', ann)
  await presence.disconnect('a')
  vi.advanceTimersByTime(9_000)
  await presence.join(room, 'b', ann)
  vi.advanceTimersByTime(20_000)
  await presence.disconnect('b')
  vi.advanceTimersByTime(9_000)
  expect((await presence.members(room)).count).toBe(1)
  expect(changes).toHaveLength(1)
})

test('whoever comes back with another name is renamed, not new', async () => {
  const { presence, changes } = createPresence()
  const annabel = { ...ann, name: 'Annabel' }
  await presence.join(room, 'a', ann)
  await presence.disconnect('a')
  await presence.join(room, 'b', annabel)
  expect(changes.at(-1)).toEqual({ room, joined: [], renamed: [annabel], left: [], count: 1 })
})

test('after a start who is here is not settled for a while; then every room that has members is told of', async () => {
  const { presence, changes } = createPresence({ settleMs: 10_000 })
  await presence.join('tea', 'a', ann)
  await presence.join('coffee', 'b', ben)
  await presence.leave('coffee', 'b')
  expect(await presence.members('tea')).toEqual({ count: 1, list: [ann], settling: true })
  expect(await presence.members('coffee')).toEqual({ count: 0, list: [], settling: true })
  const before = changes.length
  vi.advanceTimersByTime(9_999)
  expect(changes).toHaveLength(before)
  vi.advanceTimersByTime(1)
  expect(changes.slice(before)).toEqual([
    { room: 'tea', joined: [], renamed: [], left: [], count: 1 },
  ])
  expect(await presence.members('tea')).toEqual({ count: 1, list: [ann] })
})

test('after the end no timer is left', async () => {
  const { presence } = createPresence({ settleMs: 10_000 })
  await presence.join(room, 'a', ann)
  await presence.disconnect('a')
  await presence.close()
  expect(vi.getTimerCount()).toBe(0)
})
