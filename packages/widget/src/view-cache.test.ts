import { expect, test } from 'vitest'
import { ViewCache } from './view-cache.js'
import type { ViewSource } from './view-state.js'

const message = {
  id: 'one',
  seq: 1,
  at: '2026-11-12T12:00:00.000Z',
  user: { id: 'zoe', name: 'Zoe' },
  text: 'Hello',
}

const source: ViewSource = {
  snapshot: {
    status: 'joined',
    messages: [message],
    pending: [],
    members: { count: 1, list: [] },
    typing: [],
    settings: { readOnly: false },
    you: {},
    hasOlder: false,
    seq: 1,
  },
  status: 'connected',
  user: undefined,
  closedBy: undefined,
  unsentElsewhere: [],
  shown: [message],
  unread: { count: 0, from: undefined },
}

test('while nothing of a room changes it is the same view, also with another array of the same messages', () => {
  const views = new ViewCache()
  const view = views.get(source)
  expect(views.get({ ...source, shown: [message] })).toBe(view)
})

test.each([
  ['a message', { shown: [{ ...message, text: 'Hi' }] }],
  ['a message more', { shown: [message, { ...message, id: 'two' }] }],
  ['the connection', { status: 'reconnecting' }],
  ['what is unread', { unread: { count: 1, from: 1 } }],
] as const)('with %s it is another', (_, change) => {
  const views = new ViewCache()
  const view = views.get(source)
  expect(views.get({ ...source, ...change })).not.toBe(view)
})
