import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { HookPayloads } from '../src/hooks/hooks.js'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

const room = 'tea'

async function arriveIn(url: string, name = 'Ann'): Promise<Visitor> {
  const visitor = await Visitor.arrive(url, { name })
  await visitor.request('join', { room })
  return visitor
}

test('onMessage may change, refuse or hold a message, and lets all others pass', async () => {
  const { url } = await startServer({
    hooks: {
      onMessage({ text }) {
        if (text.includes('spam')) return { refuse: 'No adverts here.' }
        if (text.includes('maybe')) return { hold: 'Somebody should look.' }
        return text.includes('darn') ? { text: text.replace('darn', '****') } : undefined
      },
    },
  })
  const ann = await arriveIn(url)
  const say = (text: string) => ann.ask('message', { room, text })
  expect(await say('hello')).toMatchObject({ ok: true, message: { text: 'hello' } })
  expect(await say('darn it')).toMatchObject({ ok: true, message: { text: '**** it' } })
  expect(await say('spam')).toMatchObject({
    ok: false,
    error: { code: 'refused', message: 'No adverts here.' },
  })
  expect(await say('maybe')).toMatchObject({ ok: false, error: { code: 'held' } })
  const { messages } = await ann.request('history', { room, before: 100 })
  expect(messages.map(({ text }) => text)).toEqual(['hello', '**** it'])
})

test('a message that is held stays held when it is sent again, and is nowhere in the room', async () => {
  const { url } = await startServer({ hooks: { onMessage: () => ({ hold: 'All of them.' }) } })
  const ann = await arriveIn(url)
  const id = randomUUID()
  for (let i = 0; i < 3; i += 1) {
    expect(await ann.codeOf('message', { room, id, text: 'hello' })).toBe('held')
  }
  expect(ann.events(room)).toEqual([])
})

test('onConnect and onJoin may refuse, in their own words', async () => {
  const { url } = await startServer({
    hooks: {
      onConnect: async ({ user }) => (user.name === 'Mallory' ? { refuse: 'Not you.' } : undefined),
      onJoin: ({ room: name }) =>
        name === 'cellar' ? { refuse: 'Nobody goes there.' } : undefined,
    },
  })
  const mallory = await Visitor.arrive(url, { name: 'Mallory' })
  expect(mallory.refusal).toMatchObject({ code: 'forbidden', message: 'Not you.' })
  const ann = await arriveIn(url)
  expect(await ann.ask('join', { room: 'cellar' })).toMatchObject({
    ok: false,
    error: { code: 'forbidden', message: 'Nobody goes there.' },
  })
})

test('hooks are told of what is stored, of who leaves and of reports', async () => {
  const told: { [N in 'onEvent' | 'onLeave' | 'onReport']: HookPayloads[N][] } = {
    onEvent: [],
    onLeave: [],
    onReport: [],
  }
  const { url } = await startServer({
    hooks: {
      onEvent: (payload) => told.onEvent.push(payload),
      onLeave: (payload) => told.onLeave.push(payload),
      onReport: (payload) => told.onReport.push(payload),
    },
  })
  const ann = await arriveIn(url)
  const ben = await arriveIn(url, 'Ben')
  const { message } = await ann.request('message', { room, text: 'hello' })
  await ben.request('report', { room, id: message.id, reason: 'Rude.' })
  await ben.request('leave', { room })
  await eventually(() => {
    expect(told.onEvent).toMatchObject([{ room, event: { type: 'message', message } }])
    expect(told.onReport).toMatchObject([{ room, message, reason: 'Rude.', count: 1 }])
    expect(told.onLeave).toMatchObject([{ room, user: { name: 'Ben' } }])
  })
})

test.each([
  ['that throws', () => Promise.reject(new Error('The database of the host is away.'))],
  ['that never answers', () => new Promise<never>(() => {})],
])(
  'a hook %s: nothing gets past, clients are to try again, and the server goes on',
  async (_, onMessage) => {
    const { url } = await startServer({ hooks: { onMessage }, hookOptions: { timeoutMs: 50 } })
    const ann = await arriveIn(url)
    expect(await ann.codeOf('message', { room, text: 'hello' })).toBe('unavailable')
    expect(await ann.codeOf('history', { room, before: 100 })).toBe('ok')
    expect(ann.events(room)).toEqual([])
  },
)

test('where failure is to let pass, it does', async () => {
  const { url } = await startServer({
    hooks: { onMessage: () => Promise.reject(new Error('Away.')) },
    hookOptions: { onFailure: 'allow' },
  })
  const ann = await arriveIn(url)
  expect(await ann.codeOf('message', { room, text: 'hello' })).toBe('ok')
})
