import type { RoomEvent } from '@chat/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RoomFeed, type RoomFeedOptions } from './room-feed.js'

const room = 'tea'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Events of a room that is at `seq`. */
function eventsOf(from: number, to: number): RoomEvent[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    seq: from + index,
    at: '2026-01-01T00:00:00.000Z',
    type: 'delete',
    id: 'm',
    user: { id: 'ann', name: 'Ann' },
  }))
}

function createFeed(options: Partial<RoomFeedOptions> = {}, head = 100) {
  const sent: number[] = []
  const told: number[] = []
  const onError = vi.fn()
  const readAfter = vi.fn(async (_room: string, after: number, limit: number) =>
    eventsOf(after + 1, Math.min(head, after + limit)),
  )
  const feed = new RoomFeed({
    isFollowed: () => true,
    send: (_room, events) => sent.push(...events.map(({ seq }) => seq)),
    readAfter,
    onFarBehind: (_room, seq) => told.push(seq),
    onError,
    ...options,
  })
  return { feed, sent, told, readAfter, onError }
}

test('what overtakes something else waits for it, and nothing is read', async () => {
  const { feed, sent, readAfter } = createFeed()
  feed.deliver(room, eventsOf(1, 1))
  feed.deliver(room, eventsOf(6, 7))
  feed.deliver(room, eventsOf(4, 5))
  expect(sent).toEqual([1])
  feed.deliver(room, eventsOf(2, 3))
  expect(sent).toEqual([1, 2, 3, 4, 5, 6, 7])
  await vi.runAllTimersAsync()
  expect(readAfter).not.toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})

test('what came already is dropped', () => {
  const { feed, sent } = createFeed()
  feed.deliver(room, eventsOf(1, 3))
  feed.deliver(room, eventsOf(1, 3))
  feed.deliver(room, eventsOf(2, 5))
  expect(sent).toEqual([1, 2, 3, 4, 5])
})

test('what does not come is read once, after a moment', async () => {
  const { feed, sent, readAfter } = createFeed({}, 5)
  feed.deliver(room, eventsOf(1, 1))
  feed.deliver(room, eventsOf(4, 4))
  feed.deliver(room, eventsOf(5, 5))
  await vi.advanceTimersByTimeAsync(99)
  expect(sent).toEqual([1])
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toEqual([1, 2, 3, 4, 5])
  expect(readAfter).toHaveBeenCalledTimes(1)
})

test('where it cannot be read, what there is goes out all the same', async () => {
  const failure = new Error('away')
  const { feed, sent, onError } = createFeed({ readAfter: () => Promise.reject(failure) })
  feed.deliver(room, eventsOf(1, 1))
  feed.deliver(room, eventsOf(4, 4))
  feed.deliver(room, eventsOf(7, 7))
  await vi.advanceTimersByTimeAsync(300)
  expect(sent).toEqual([1, 4, 7])
  expect(onError).toHaveBeenCalledWith(failure)
  feed.deliver(room, eventsOf(8, 8))
  expect(sent).toEqual([1, 4, 7, 8])
})

test('a room that went on without a word is caught up with', async () => {
  const { feed, sent, readAfter } = createFeed({}, 4)
  feed.deliver(room, eventsOf(1, 2))
  await feed.catchUp(room, 2)
  expect(readAfter).not.toHaveBeenCalled()
  await feed.catchUp(room, 4)
  expect(sent).toEqual([1, 2, 3, 4])
})

test('whoever is too far behind is told where the room is, and asks', async () => {
  const { feed, sent, told, readAfter } = createFeed({ replayLimit: 10 })
  feed.deliver(room, eventsOf(1, 1))
  await feed.catchUp(room, 50)
  expect([sent, told]).toEqual([[1], [50]])
  expect(readAfter).not.toHaveBeenCalled()
  feed.deliver(room, eventsOf(51, 51))
  expect(sent).toEqual([1, 51])
})

test('whoever has read a room is sent all that comes after, also where nothing was sent yet', async () => {
  const { feed, sent } = createFeed({}, 6)
  feed.begin(room, 4)
  await feed.catchUp(room, 6)
  feed.begin(room, 1)
  feed.deliver(room, eventsOf(7, 7))
  expect(sent).toEqual([5, 6, 7])
})

test('a room that nothing was sent to yet is only told where it is', async () => {
  const { feed, sent, told } = createFeed()
  await feed.catchUp(room, 50)
  feed.deliver(room, eventsOf(50, 51))
  expect([sent, told]).toEqual([[51], [50]])
})

test('rooms that nobody here is in take no memory and are sent nothing', () => {
  let isFollowed = false
  const { feed, sent } = createFeed({ isFollowed: () => isFollowed })
  feed.deliver(room, eventsOf(1, 1))
  isFollowed = true
  // Nothing is known of it: whatever comes is the beginning.
  feed.deliver(room, eventsOf(7, 7))
  feed.forget(room)
  feed.deliver(room, eventsOf(9, 9))
  expect(sent).toEqual([7, 9])
})
