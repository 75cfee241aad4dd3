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
  const stop = presence.onChange((change) => changes.push(change))
  return { presence, changes, stop }
}

test('a user with several connections is one member until the last has left', async () => {
  const { presence, changes } = createPresence()
  await presence.join(room, 'tab 1', ann)
  await presence.join(room, 'tab 2', ann)
  expect(await presence.members(room)).toEqual({ count: 1, list: [ann] })
  await presence.leave(room, 'tab 1')
  expect((await presence.members(room)).count).toBe(1)
  await presence.leave(room, 'tab 2')
  expect(await presence.members(room)).toEqual({ count: 0, list: [] })
  expect(changes.map(({ joined, left }) => [joined, left])).toEqual([
    [[ann], []],
    [[], ['ann']],
  ])
})

test('joining or leaving again is harmless', async () => {
  const { presence, changes } = createPresence()
  await presence.join(room, 'a', ann)
  await presence.join(room, 'a', ann)
  await presence.leave(room, 'a')
  await presence.leave(room, 'a')
  await presence.disconnect('a')
  expect(changes).toHaveLength(2)
  expect(vi.getTimerCount()).toBe(0)
})

test('a member whose connection is lost stays for the grace, and not longer', async () => {
  const { presence, changes } = createPresence()
  await presence.join(room, 'a', ann)
  await presence.disconnect('a')
  vi.advanceTimersByTime(9_999)
  expect((await presence.members(room)).count).toBe(1)
  vi.advanceTimersByTime(1)
  expect((await presence.members(room)).count).toBe(0)
  expect(changes.at(-1)).toEqual({ room, joined: [], renamed: [], left: ['ann'] })
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
  expect(changes.at(-1)).toEqual({ room, joined: [], renamed: [annabel], left: [] })
})

test('a lost connection is lost in all its rooms', async () => {
  const { presence } = createPresence()
  await presence.join('tea', 'a', ann)
  await presence.join('coffee', 'a', ann)
  await presence.join('coffee', 'b', ben)
  await presence.disconnect('a')
  vi.advanceTimersByTime(10_000)
  expect(await presence.liveRooms(10)).toEqual([{ name: 'coffee', members: 1 }])
})

test('a new name holds in every room of the user, and is told once', async () => {
  const { presence, changes } = createPresence()
  const annabel = { ...ann, name: 'Annabel' }
  await presence.join('tea', 'a', ann)
  await presence.join('coffee', 'a', ann)
  await presence.rename(annabel)
  await presence.rename(annabel)
  expect((await presence.members('tea')).list).toEqual([annabel])
  expect((await presence.members('coffee')).list).toEqual([annabel])
  expect(changes.slice(2).map(({ room, renamed }) => [room, renamed])).toEqual([
    ['tea', [annabel]],
    ['coffee', [annabel]],
  ])
})

test('the list has a bound, the count has none', async () => {
  const { presence } = createPresence({ listLimit: 2 })
  for (const id of ['1', '2', '3']) await presence.join(room, id, { id, name: id })
  const { count, list } = await presence.members(room)
  expect([count, list.length]).toEqual([3, 2])
})

test('a full room takes nobody new, and takes back whoever is in it', async () => {
  const { presence } = createPresence({ maxMembers: 1 })
  await presence.join(room, 'a', ann)
  await expect(presence.join(room, 'b', ben)).rejects.toMatchObject({ code: 'room_full' })
  await presence.disconnect('a')
  await presence.join(room, 'a again', ann)
  await presence.leave(room, 'a again')
  await presence.join(room, 'b', ben)
  expect((await presence.members(room)).list).toEqual([ben])
})

test('live rooms come with most members first, and by name, up to a bound', async () => {
  const { presence } = createPresence()
  await presence.join('b', '1', ann)
  await presence.join('a', '2', ann)
  await presence.join('c', '3', ann)
  await presence.join('c', '4', ben)
  expect(await presence.liveRooms(2)).toEqual([
    { name: 'c', members: 2 },
    { name: 'a', members: 1 },
  ])
})

test('whoever no longer listens is told nothing', async () => {
  const { presence, changes, stop } = createPresence()
  stop()
  await presence.join(room, 'a', ann)
  expect(changes).toEqual([])
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
  expect(changes.slice(before)).toEqual([{ room: 'tea', joined: [], renamed: [], left: [] }])
  expect(await presence.members('tea')).toEqual({ count: 1, list: [ann] })
})

test('after the end no timer is left', async () => {
  const { presence } = createPresence({ settleMs: 10_000 })
  await presence.join(room, 'a', ann)
  await presence.disconnect('a')
  await presence.close()
  expect(vi.getTimerCount()).toBe(0)
})
