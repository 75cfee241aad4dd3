import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

test('whoever left a room hears nothing of it any more', async () => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url)
  const ben = await Visitor.arrive(url)
  for (const visitor of [ann, ben]) {
    await visitor.request('join', { room: 'tea' })
    await visitor.request('join', { room: 'coffee' })
  }
  await ben.request('leave', { room: 'tea' })

  ann.socket.emit('typing', { room: 'tea', on: true })
  await ann.request('message', { room: 'tea', text: 'Is Ben gone?' })
  await ann.request('message', { room: 'coffee', text: 'No, he is here.' })

  await eventually(() => expect(ben.texts('coffee')).toEqual(['No, he is here.']))
  expect(ben.events('tea')).toEqual([])
  expect(ben.pushed.typing).toEqual([])
})

test('leaving with one connection leaves the others in the room', async () => {
  const { url } = await startServer()
  const firstTab = await Visitor.arrive(url)
  const secondTab = await Visitor.arrive(url, { token: firstTab.session.token })
  await firstTab.request('join', { room: 'tea' })
  await secondTab.request('join', { room: 'tea' })
  await firstTab.request('leave', { room: 'tea' })

  expect(await firstTab.codeOf('message', { room: 'tea', text: 'x' })).toBe('not_joined')
  await secondTab.request('message', { room: 'tea', text: 'Still here' })
  await eventually(() => expect(secondTab.texts('tea')).toEqual(['Still here']))
  expect(firstTab.texts('tea')).toEqual([])
})

test('leaving a room that one is not in is fine, and can be repeated', async () => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url)
  await ann.request('leave', { room: 'tea' })
  await ann.request('join', { room: 'tea' })
  await ann.request('leave', { room: 'tea' })
  await ann.request('leave', { room: 'tea' })
  expect((await ann.request('join', { room: 'tea' })).members.count).toBe(1)
})

test('joining again changes nothing and answers anew', async () => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  const { message } = await ann.request('message', { room: 'tea', text: 'Hello' })
  const again = await ann.request('join', { room: 'tea' })

  expect(again).toMatchObject({ members: { count: 1 }, messages: [message], hasMore: false })
  await ann.request('message', { room: 'tea', text: 'Once' })
  await eventually(() => expect(ann.texts('tea')).toEqual(['Hello', 'Once']))
})

test('a join answers with the latest messages, as many as asked for', async () => {
  const { url } = await startServer({ limits: { historyPage: 3, historyPageMax: 4 } })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  for (const text of ['1', '2', '3', '4', '5']) {
    await ann.request('message', { room: 'tea', text })
  }
  const textsOf = async (limit?: number) => {
    const payload = { room: 'tea', ...(limit !== undefined && { limit }) }
    const answer = await ann.request('join', payload)
    if (!('messages' in answer)) throw new Error('This is no snapshot.')
    return { texts: answer.messages.map(({ text }) => text), hasMore: answer.hasMore }
  }

  expect(await textsOf()).toEqual({ texts: ['3', '4', '5'], hasMore: true })
  expect(await textsOf(1)).toEqual({ texts: ['5'], hasMore: true })
  expect(await textsOf(99)).toEqual({ texts: ['2', '3', '4', '5'], hasMore: true })
})

test('requests of one connection take effect in the order in which they were sent', async () => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url)
  const codes = await Promise.all([
    ann.codeOf('message', { room: 'tea', text: 'Too early' }),
    ann.codeOf('join', { room: 'tea' }),
    ...Array.from({ length: 200 }, (_, i) => ann.codeOf('message', { room: 'tea', text: `${i}` })),
    ann.codeOf('leave', { room: 'tea' }),
    ann.codeOf('message', { room: 'tea', text: 'Too late' }),
  ])

  expect(codes).toEqual([
    'not_joined',
    ...Array.from({ length: 201 }, () => 'ok'),
    'ok',
    'not_joined',
  ])
  const late = await Visitor.arrive(url)
  await late.request('join', { room: 'tea' })
  const { messages } = await late.request('history', { room: 'tea', before: 999, limit: 200 })
  expect(messages.map(({ text }) => text)).toEqual(Array.from({ length: 200 }, (_, i) => `${i}`))
})

test('what is sent right after a join, without waiting for its answer, finds the room joined', async () => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url)
  const answers = ['join', 'message', 'leave', 'message'].map((name) =>
    ann.codeOf(name, { room: 'tea', text: 'Hi' }),
  )
  expect(await Promise.all(answers)).toEqual(['ok', 'ok', 'ok', 'not_joined'])
})

test('joining and leaving without waiting for answers ends as the last one says', async () => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url)
  const members = async () => (await fetch(`${url}/rooms`)).json()

  const words = Array.from({ length: 25 }, () => ['join', 'leave'] as const).flat()
  await Promise.all(words.map((word) => ann.request(word, { room: 'tea' })))
  expect(await members()).toEqual({ rooms: [] })
  await Promise.all([...words, 'join' as const].map((word) => ann.request(word, { room: 'tea' })))
  expect(await members()).toEqual({ rooms: [{ name: 'tea', members: 1 }] })
})

test('a connection lost while it joins leaves no member behind', async () => {
  const { url } = await startServer({ graceMs: 0 })
  await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const visitor = await Visitor.arrive(url)
      visitor.socket.emit('join', { room: `room-${index % 3}` })
      visitor.socket.io.engine.close()
    }),
  )
  await eventually(async () => {
    expect(await (await fetch(`${url}/rooms`)).json()).toEqual({ rooms: [] })
  })
})

test('rooms called like things of the language are rooms like any other', async () => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url)
  for (const room of ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '0']) {
    expect(await ann.request('join', { room })).toMatchObject({ messages: [], room: { seq: 0 } })
    await ann.request('message', { room, text: room })
    await eventually(() => expect(ann.texts(room)).toEqual([room]))
  }
})

test.each([
  '',
  ' ',
  'two words',
  '-tea',
  '.tea',
  'tea/coffee',
  'tea\n',
  'te\u0301a',
  'tea\u202e',
  '☕',
  'x'.repeat(65),
])('a room cannot be called %j', async (room) => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url)
  expect(await ann.codeOf('join', { room })).toBe('invalid_room')
  expect(await ann.codeOf('message', { room, text: 'x' })).toBe('invalid_room')
})
