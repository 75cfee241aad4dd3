import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConnectionTrouble } from './connection-trouble.js'

let told: string[]
let trouble: ConnectionTrouble

beforeEach(() => {
  vi.useFakeTimers()
  told = []
  trouble = new ConnectionTrouble(() => told.push(trouble.current))
})
afterEach(() => {
  trouble.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function setOnLine(isOnLine: boolean): void {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnLine)
}

test('a blip is not worth a word', () => {
  trouble.follow('connected')
  trouble.follow('reconnecting')
  vi.advanceTimersByTime(999)
  trouble.follow('connected')
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual([])
})

test('a connection that is away for longer is told of, however many attempts fail, and when it is back', () => {
  trouble.follow('connected')
  for (let attempt = 0; attempt < 5; attempt += 1) {
    trouble.follow('reconnecting')
    vi.advanceTimersByTime(250)
  }
  expect(told).toEqual(['reconnecting'])
  trouble.follow('connected')
  expect(told).toEqual(['reconnecting', 'none'])
})

test('without network it is the network', () => {
  setOnLine(false)
  trouble.follow('connected')
  trouble.follow('reconnecting')
  vi.advanceTimersByTime(1_000)
  expect(trouble.current).toBe('offline')
})

test('the words follow what is known: back online, but not connected yet', () => {
  setOnLine(false)
  trouble.follow('reconnecting')
  vi.advanceTimersByTime(1_000)
  setOnLine(true)
  trouble.follow('reconnecting')
  expect(told).toEqual(['offline', 'reconnecting'])
})

test('a first connection has more time, and is then called unreachable', () => {
  trouble.follow('connecting')
  vi.advanceTimersByTime(3_999)
  expect(told).toEqual([])
  vi.advanceTimersByTime(1)
  expect(told).toEqual(['unreachable'])
})

test('after two minutes without success nothing is waited for', () => {
  trouble.follow('suspended')
  expect(trouble.current).toBe('unreachable')
})

test('a connection that is closed on purpose is no trouble', () => {
  trouble.follow('suspended')
  trouble.follow('closed')
  expect(trouble.current).toBe('none')
})

test('once stopped it tells nothing any more', () => {
  trouble.follow('reconnecting')
  trouble.stop()
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual([])
})
