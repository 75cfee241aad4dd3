import type { Push, User } from '@chat/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MemoryPresence } from './memory-presence.js'
import { PresenceBatch, type PresenceBatchOptions } from './presence-batch.js'

const ann: User = { id: 'ann', name: 'Ann' }
const ben: User = { id: 'ben', name: 'Ben' }
const room = 'tea'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function createBatch(options: Partial<PresenceBatchOptions> = {}, settleMs = 0) {
  const presence = new MemoryPresence({ listLimit: 200, settleMs })
  const pushes: Push<'presence'>[] = []
  const onError = vi.fn()
  const batch = new PresenceBatch({
    presence,
    intervalMs: 250,
    headIntervalMs: 15_000,
    detailLimit: 200,
    readSeq: async () => 7,
    send: (push) => pushes.push(push),
    onError,
    ...options,
  })
  return { presence, batch, pushes, onError, wait: (ms: number) => vi.advanceTimersByTimeAsync(ms) }
}

test('those who come within an interval are told of together, once', async () => {
  const { presence, pushes, wait } = createBatch()
  await presence.join(room, 'a', ann)
  await wait(200)
  await presence.join(room, 'b', ben)
  expect(pushes).toEqual([])
  await wait(50)
  expect(pushes).toEqual([{ room, count: 2, seq: 7, joined: [ann, ben], left: [] }])
  await wait(1_000)
  expect(pushes).toHaveLength(1)
})

test('whoever comes and goes within an interval is not told of', async () => {
  const { presence, pushes, wait } = createBatch()
  await presence.join(room, 'a', ann)
  await wait(250)
  await presence.join(room, 'b', ben)
  await presence.leave(room, 'b')
  await wait(250)
  expect(pushes).toHaveLength(1)
})

test('whoever goes and comes back within an interval has not left', async () => {
  const { presence, pushes, wait } = createBatch()
  await presence.join(room, 'a', ann)
  await presence.join(room, 'b', ben)
  await wait(250)
  await presence.leave(room, 'b')
  await presence.join(room, 'b', ben)
  await wait(250)
  expect(pushes.flatMap(({ left }) => left)).toEqual([])
})

test('a member renamed is told of, with the new name alone', async () => {
  const { presence, pushes, wait } = createBatch()
  await presence.join(room, 'a', ann)
  await wait(250)
  await presence.rename({ ...ann, name: 'Annabel' })
  await presence.rename({ ...ann, name: 'Anna' })
  await wait(250)
  expect(pushes.at(-1)).toMatchObject({ joined: [{ id: 'ann', name: 'Anna' }], left: [] })
})

test('whoever is renamed and goes has left', async () => {
  const { presence, pushes, wait } = createBatch()
  await presence.join(room, 'a', ann)
  await presence.join(room, 'b', ben)
  await wait(250)
  await presence.rename({ ...ben, name: 'Benjamin' })
  await presence.leave(room, 'b')
  await wait(250)
  expect(pushes.at(-1)).toMatchObject({ count: 1, joined: [], left: ['ben'] })
})

test('of a room with more members than the bound only the count is told', async () => {
  const { presence, pushes, wait } = createBatch({ detailLimit: 1 })
  await presence.join(room, 'a', ann)
  await presence.join(room, 'b', ben)
  await wait(250)
  expect(pushes).toEqual([{ room, count: 2, seq: 7, joined: [], left: [] }])
})

test('rooms are told of each by itself', async () => {
  const { presence, pushes, wait } = createBatch()
  await presence.join('tea', 'a', ann)
  await presence.join('coffee', 'b', ben)
  await wait(250)
  expect(pushes.map(({ room, joined }) => [room, joined])).toEqual([
    ['tea', [ann]],
    ['coffee', [ben]],
  ])
})

test('after an event the place of the latest is told within 15 s, though nobody comes or goes', async () => {
  const { presence, batch, pushes, wait } = createBatch()
  await presence.join(room, 'a', ann)
  await wait(250)
  batch.noteEvents(room, 8)
  batch.noteEvents(room, 9)
  await wait(15_000)
  expect(pushes.slice(1)).toEqual([{ room, count: 1, seq: 9, joined: [], left: [] }])
  await wait(60_000)
  expect(pushes).toHaveLength(2)
})

test('a push about members carries the latest event, and makes a further one needless', async () => {
  const { presence, batch, pushes, wait } = createBatch()
  batch.noteEvents(room, 9)
  await presence.join(room, 'a', ann)
  await wait(60_000)
  expect(pushes).toEqual([{ room, count: 1, seq: 9, joined: [ann], left: [] }])
})

test('no count goes ahead of those who make it, though the time for the latest event comes first', async () => {
  const { presence, batch, pushes, wait } = createBatch()
  await wait(14_900)
  await presence.join(room, 'a', ann)
  batch.noteEvents(room, 9)
  await wait(60_000)
  expect(pushes).toEqual([{ room, count: 1, seq: 9, joined: [ann], left: [] }])
})

test('a room without members is told nothing', async () => {
  const { presence, batch, pushes, wait } = createBatch()
  await presence.join(room, 'a', ann)
  await wait(250)
  await presence.leave(room, 'a')
  batch.noteEvents(room, 9)
  await wait(60_000)
  expect(pushes).toHaveLength(1)
})

test('who is here is told though the store fails, with a seq that makes no client look for a gap', async () => {
  const failure = new Error('disk')
  const { presence, pushes, onError, wait } = createBatch({
    readSeq: () => Promise.reject(failure),
  })
  await presence.join(room, 'a', ann)
  await wait(250)
  expect(pushes).toMatchObject([{ count: 1, seq: 0, joined: [ann] }])
  expect(onError).toHaveBeenCalledWith(failure)
})

test('where it is not known whether there are events, the latest is read until it is known, and told', async () => {
  const readSeq = vi.fn<() => Promise<number>>().mockResolvedValue(7)
  const { presence, batch, pushes, wait } = createBatch({ readSeq })
  await presence.join(room, 'a', ann)
  await wait(250)
  readSeq.mockRejectedValueOnce(new Error('away')).mockResolvedValue(8)
  batch.noteUncertainty(room)
  await wait(60_000)
  expect(pushes.map(({ seq }) => seq)).toEqual([7, 0, 8])
})

test('what is told before who is here has settled says so, and once it has it is told without', async () => {
  const { presence, pushes, wait } = createBatch({}, 10_000)
  await presence.join(room, 'a', ann)
  await wait(250)
  expect(pushes).toEqual([{ room, count: 1, seq: 7, joined: [ann], left: [], settling: true }])
  await wait(10_000)
  expect(pushes.slice(1)).toEqual([{ room, count: 1, seq: 7, joined: [], left: [] }])
  await wait(60_000)
  expect(pushes).toHaveLength(2)
})

test('that it has settled is told though somebody comes and goes in the same interval', async () => {
  const { presence, pushes, wait } = createBatch({}, 10_000)
  await presence.join(room, 'a', ann)
  await wait(10_000)
  await presence.join(room, 'b', ben)
  await presence.leave(room, 'b')
  await wait(250)
  expect(pushes.slice(1)).toEqual([{ room, count: 1, seq: 7, joined: [], left: [] }])
})

test('after the end nothing is told and no timer is left', async () => {
  const { presence, batch, pushes, wait } = createBatch()
  await presence.join(room, 'a', ann)
  batch.close()
  await presence.join(room, 'b', ben)
  expect(vi.getTimerCount()).toBe(0)
  await wait(60_000)
  expect(pushes).toEqual([])
})
