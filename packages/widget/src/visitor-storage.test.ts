import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { VisitorStorage } from './visitor-storage.js'

beforeEach(() => localStorage.clear())
afterEach(() => {
  vi.unstubAllGlobals()
})

test('nothing is written before the visitor acts, and what was set is there all the same', () => {
  const storage = new VisitorStorage('https://chat.example.com')
  storage.set('session', 'one')
  expect(storage.peek('session')).toBe('one')
  expect(localStorage.length).toBe(0)
})

test('an act writes what was set, and whatever is set from then on', () => {
  const storage = new VisitorStorage('https://chat.example.com')
  storage.set('session', 'one')
  storage.act()
  expect(localStorage.getItem('session')).toBe('one')
  storage.set('session', 'two')
  expect(localStorage.getItem('session')).toBe('two')
  expect(storage.peek('session')).toBe('two')
})

test('a visitor who has acted before, in another visit, is remembered without another act', () => {
  localStorage.setItem('session', 'before')
  const storage = new VisitorStorage('https://chat.example.com')
  expect(storage.peek('session')).toBe('before')
  storage.set('session', 'renewed')
  expect(localStorage.getItem('session')).toBe('renewed')
})

test('what another tab wrote is seen', () => {
  const storage = new VisitorStorage('https://chat.example.com')
  storage.set('session', 'one')
  storage.act()
  localStorage.setItem('session', 'of another tab')
  expect(storage.peek('session')).toBe('of another tab')
})

test('what is removed is gone, in memory and on the device', () => {
  const storage = new VisitorStorage('https://chat.example.com')
  storage.set('session', 'one')
  storage.act()
  storage.remove('session')
  expect(storage.peek('session')).toBe(null)
  expect(localStorage.length).toBe(0)
})

test('where storage throws, memory serves', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => refuse(),
    setItem: () => refuse(),
    removeItem: () => refuse(),
  })
  const storage = new VisitorStorage('https://chat.example.com')
  expect(storage.peek('session')).toBe(null)
  storage.set('session', 'one')
  storage.act()
  expect(storage.peek('session')).toBe('one')
  storage.remove('session')
  expect(storage.peek('session')).toBe(null)
})

function refuse(): never {
  throw new DOMException('Denied.', 'SecurityError')
}
