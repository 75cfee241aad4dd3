import { expect, test } from 'vitest'
import { transition, type ClientStatus, type StatusSignal } from './client-status.js'

const statuses: ClientStatus[] = ['closed', 'connecting', 'connected', 'reconnecting', 'suspended']
const signals: StatusSignal[] = ['connect', 'session', 'lost', 'exhausted', 'close']

test.each([
  ['closed', ['connecting', 'closed', 'closed', 'closed', 'closed']],
  ['connecting', ['connecting', 'connected', 'connecting', 'suspended', 'closed']],
  ['connected', ['connected', 'connected', 'reconnecting', 'connected', 'closed']],
  ['reconnecting', ['reconnecting', 'connected', 'reconnecting', 'suspended', 'closed']],
  ['suspended', ['suspended', 'connected', 'suspended', 'suspended', 'closed']],
] as const)('%s: after connect, session, lost, exhausted, close it is %j', (status, expected) => {
  expect(signals.map((signal) => transition(status, signal))).toEqual(expected)
})

test('from every status there is a way to connected and a way to closed', () => {
  for (const start of statuses) {
    expect(transition(transition(start, 'connect'), 'session')).toBe('connected')
    expect(transition(start, 'close')).toBe('closed')
  }
})
