import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Announcer } from './announcer.js'

let said: string[]
let announcer: Announcer

beforeEach(() => {
  vi.useFakeTimers()
  said = []
  announcer = new Announcer(
    () => said.push(announcer.text),
    (count) => `${count} new`,
  )
})
afterEach(() => {
  announcer.stop()
  vi.useRealTimers()
})

test('messages that come close together are said together, once, and then forgotten', () => {
  announcer.announce('Zoe: one')
  vi.advanceTimersByTime(500)
  announcer.announce('Bob: two')
  expect(said).toEqual([])
  vi.advanceTimersByTime(300)
  expect(said).toEqual(['Zoe: one\nBob: two'])
  vi.advanceTimersByTime(4_999)
  expect(announcer.text).not.toBe('')
  vi.advanceTimersByTime(1)
  expect(said).toEqual(['Zoe: one\nBob: two', ''])
})

test('up to five are read, more are counted', () => {
  for (let line = 1; line <= 5; line += 1) announcer.announce(`${line}`)
  vi.advanceTimersByTime(800)
  expect(said).toEqual(['1\n2\n3\n4\n5'])
  for (let line = 1; line <= 6; line += 1) announcer.announce(`${line}`)
  vi.advanceTimersByTime(800)
  expect(said.at(-1)).toBe('6 new')
})

test('what comes later is said for its whole time', () => {
  announcer.announce('first')
  vi.advanceTimersByTime(5_000)
  announcer.announce('second')
  vi.advanceTimersByTime(800)
  expect(announcer.text).toBe('second')
  vi.advanceTimersByTime(4_999)
  expect(announcer.text).toBe('second')
})

test('once stopped it says nothing any more', () => {
  announcer.announce('Zoe: one')
  announcer.stop()
  vi.advanceTimersByTime(60_000)
  expect(said).toEqual([])
})
