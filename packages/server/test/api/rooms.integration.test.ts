import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { eventually } from '../eventually.js'
import { Visitor } from '../visitor.js'
import { startWithAdmin } from './caller.js'

test('rooms are listed by name, page by page, those nobody has written to as well', async () => {
  const { url, call } = await startWithAdmin()
  for (const room of ['alpha', 'gamma', 'epsilon']) {
    await call(`POST /rooms/${room}/messages`, { text: 'x' })
  }
  const ann = await Visitor.arrive(url)
  for (const room of ['beta', 'gamma', 'zeta']) await ann.request('join', { room })

  const { body: first } = await call('GET /rooms?limit=2')
  expect(first.rooms.map(({ name }: { name: string }) => name)).toEqual([
    'alpha',
    'beta',
    'epsilon',
  ])
  expect(first.rooms[0]).toMatchObject({ seq: 1, members: 0, settings: { readOnly: false } })
  expect(first.rooms[1]).toEqual({
    ...{ name: 'beta', seq: 0, members: 1, settings: { readOnly: false } },
  })
  const { body: rest } = await call(`GET /rooms?after=${first.next}`)
  expect(rest.rooms).toMatchObject([
    { name: 'gamma', seq: 1, members: 1 },
    { name: 'zeta', seq: 0 },
  ])
  expect(rest.next).toBeUndefined()

  const { body: live } = await call('GET /rooms?live=true')
  expect(live.rooms.map(({ name }: { name: string }) => name)).toEqual(['beta', 'gamma', 'zeta'])
})

test('of a room one can read its state, who is in it, and how much waits', async () => {
  const { url, call } = await startWithAdmin()
  const ann = await Visitor.arrive(url, { name: 'Ann' })
  await ann.request('join', { room: 'tea' })
  await ann.request('message', { room: 'tea', text: 'x' })

  expect((await call('GET /rooms/tea')).body).toMatchObject({
    ...{ name: 'tea', seq: 1, members: 1, queue: { reports: 0, held: 0 } },
  })
  expect((await call('GET /rooms/tea/members')).body).toEqual({
    ...{ count: 1, list: [ann.session.user] },
  })
  expect((await call('GET /rooms/nobody-was-here')).body).toMatchObject({ seq: 0, members: 0 })
})

test('messages come the latest first, page by page, to the first', async () => {
  const { call } = await startWithAdmin()
  for (const text of ['1', '2', '3']) await call('POST /rooms/tea/messages', { text })
  const read = async (query: string) => {
    const { messages, next } = (await call(`GET /rooms/tea/messages?${query}`)).body
    return [messages.map(({ text }: { text: string }) => text), next]
  }
  expect(await read('limit=2')).toEqual([['3', '2'], 2])
  expect(await read('limit=2&before=2')).toEqual([['1'], undefined])
})

test('messages are found by what they contain, in a room and in all of them', async () => {
  const { call } = await startWithAdmin()
  const say = (room: string, text: string) => call(`POST /rooms/${room}/messages`, { text })
  for (const [room, text] of [
    ['tea', 'A pear'],
    ['pub', 'no fruit'],
    ['pub', '100% Pears'],
    ['tea', 'pear again'],
  ] as const) {
    await say(room, text)
  }
  const texts = async (path: string) =>
    (await call(`GET ${path}`)).body.messages.map(({ text }: { text: string }) => text)

  expect(await texts('/rooms/tea/messages?q=PEAR')).toEqual(['pear again', 'A pear'])
  expect(await texts('/rooms/tea/messages?q=pear&limit=1')).toEqual(['pear again'])
  expect(await texts('/rooms/tea/messages?q=%25')).toEqual([])
  const { body } = await call('GET /messages?q=pear')
  expect(body).toMatchObject({
    messages: [
      { room: 'tea', text: 'pear again' },
      { room: 'pub', text: '100% Pears' },
      { room: 'tea', text: 'A pear' },
    ],
    isPartial: false,
  })
})

test('a message is posted once, however often it is asked for', async () => {
  const { url, call } = await startWithAdmin()
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  const id = randomUUID()

  const first = await call('POST /rooms/tea/messages', { id, text: 'Hello' })
  const again = await call('POST /rooms/tea/messages', { id, text: 'Hello' })

  expect([first.status, again.status]).toEqual([201, 200])
  expect(again.body).toEqual(first.body)
  expect(first.body.message).toMatchObject({ id, seq: 1, user: { name: 'Admin', role: 'host' } })
  await eventually(() => expect(ann.texts('tea')).toEqual(['Hello']))

  const other = randomUUID()
  await ann.request('message', { room: 'tea', text: 'mine', id: other })
  const conflict = await call('POST /rooms/tea/messages', { id: other, text: 'x' })
  expect([conflict.status, conflict.body.error.code]).toEqual([409, 'conflict'])
})

test('many requests with one id at once store one message', async () => {
  const { call } = await startWithAdmin()
  const id = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => call('POST /rooms/tea/messages', { id, text: 'Hello' })),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect((await call('GET /rooms/tea')).body.seq).toBe(1)
})

test('traffic is counted by minute', async () => {
  const { url, call } = await startWithAdmin()
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  await ann.request('message', { room: 'tea', text: 'x' })

  const { body } = await call('GET /stats?minutes=3')
  expect(body).toMatchObject({ rooms: 1, members: 1 })
  expect(body.minutes).toHaveLength(3)
  const sum = (key: string) =>
    body.minutes.reduce(
      (all: number, minute: Record<string, number>) => all + (minute[key] ?? 0),
      0,
    )
  expect([sum('messages'), sum('joins')]).toEqual([1, 1])
  expect(body.minutes.at(-1).members).toBe(1)
  expect((await call('GET /stats?minutes=1441')).status).toBe(400)
})
