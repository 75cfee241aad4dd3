import { expect, test } from 'vitest'
import { ConnectionCount } from './connection-count.js'

test('each address is counted by itself', () => {
  const count = new ConnectionCount()
  count.enter('192.0.2.1')
  count.enter('192.0.2.1')
  count.enter('192.0.2.2')
  count.leave('192.0.2.1')
  expect(count.of('192.0.2.1')).toBe(1)
  expect(count.of('192.0.2.2')).toBe(1)
  expect(count.of('192.0.2.3')).toBe(0)
})

test('more who leave than came do not make room for others', () => {
  const count = new ConnectionCount()
  count.leave('192.0.2.1')
  expect(count.of('192.0.2.1')).toBe(0)
  count.enter('192.0.2.1')
  expect(count.of('192.0.2.1')).toBe(1)
})
