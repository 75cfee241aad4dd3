import { ChatError } from '@chat/protocol'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Connection } from './connection.js'
import { Reconnector, type ClientStatusChange } from './reconnector.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const lost = new ChatError('unavailable')

/** Chance is always in the middle: a wait is half of the longest. */
function makeReconnector() {
  const attempts: number[] = []
  const changes: ClientStatusChange[] = []
  let lose: (error: ChatError) => void = () => {}
  const reconnector = new Reconnector({
    open: (attempt) => {
      attempts.push(attempt)
      const end = vi.fn()
      const onEnd = (listener: typeof lose) => (lose = listener)
      return { end, onEnd } as unknown as Connection
    },
    onStatus: (change) => changes.push(change),
    onWake: () => {},
    random: () => 0.5,
  })
  const fail = (error = lost) => lose(error)
  const waits = () => changes.flatMap(({ retryInMs }) => retryInMs ?? [])
  return { reconnector, attempts, changes, fail, waits }
}

test('each failure doubles the wait for the next attempt, up to 10 s', () => {
  const { reconnector, attempts, fail, waits } = makeReconnector()
  reconnector.start()
  for (let i = 0; i < 7; i += 1) {
    fail()
    vi.runOnlyPendingTimers()
  }
  expect(waits()).toEqual([300, 600, 1_200, 2_400, 4_800, 5_000, 5_000])
  expect(attempts).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('after two minutes without success a client is suspended: it tries every 30 s', () => {
  const { reconnector, changes, fail } = makeReconnector()
  reconnector.start()
  vi.advanceTimersByTime(119_999)
  fail()
  expect(reconnector.status).toBe('connecting')
  vi.runOnlyPendingTimers()
  fail()
  expect(changes.at(-1)).toMatchObject({ current: 'suspended', retryInMs: 30_000 })
  vi.runOnlyPendingTimers()
  reconnector.succeed()
  expect(reconnector.status).toBe('connected')
})

describe('a connection that is lost', () => {
  test('after a while is made again almost at once', () => {
    const { reconnector, fail, waits } = makeReconnector()
    reconnector.start()
    reconnector.succeed()
    vi.advanceTimersByTime(10_000)
    fail()
    expect(waits()).toEqual([150])
    expect(reconnector.connection).toBeUndefined()
  })

  test('right after it was made is made again a little later', () => {
    const { reconnector, fail, waits } = makeReconnector()
    reconnector.start()
    reconnector.succeed()
    vi.advanceTimersByTime(9_999)
    fail()
    expect(waits()).toEqual([300])
  })

  test('counts two minutes from the loss until it is suspended', () => {
    const { reconnector, fail } = makeReconnector()
    reconnector.start()
    reconnector.succeed()
    vi.advanceTimersByTime(600_000)
    fail()
    vi.runOnlyPendingTimers()
    fail()
    expect(reconnector.status).toBe('reconnecting')
  })
})

describe('a client that is stopped', () => {
  test('makes no attempt that was due', () => {
    const { reconnector, attempts, fail } = makeReconnector()
    reconnector.start()
    fail()
    reconnector.stop(lost)
    vi.runAllTimers()
    expect(attempts).toHaveLength(1)
    expect(reconnector.status).toBe('closed')
  })

  test('does not mind what comes of its last connection', () => {
    const { reconnector, attempts, changes, fail } = makeReconnector()
    reconnector.start()
    reconnector.succeed()
    reconnector.stop(lost)
    fail()
    vi.runAllTimers()
    expect(attempts).toHaveLength(1)
    expect(changes.at(-1)?.current).toBe('closed')
  })

  test('begins anew when it is started', () => {
    const { reconnector, attempts, fail } = makeReconnector()
    reconnector.start()
    fail()
    reconnector.stop(lost)
    reconnector.start()
    expect(attempts).toEqual([0, 0])
    expect(reconnector.status).toBe('connecting')
  })
})
