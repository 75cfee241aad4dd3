import { ErrorCode, isChatError } from '@chat/protocol'
import { describe, expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { no } from './fake-answer.js'
import { SOMEBODY } from './fake-server.js'
import { makeClient, startServer } from './stage.js'

const transient: string[] = [
  'unavailable',
  'shutting_down',
  'rate_limited',
  'not_joined',
  'challenge_required',
]
const definite = (Object.keys(ErrorCode) as ErrorCode[]).filter((code) => !transient.includes(code))

test.each(definite)(
  'a request refused with %s rejects with an error of that code',
  async (code) => {
    const server = await startServer()
    const room = await makeClient(server).join('support')
    server.override('edit', () => no(code).answer)
    const error: unknown = await room.edit('m', 'Hello').catch((thrown: unknown) => thrown)
    expect(isChatError(error)).toBe(true)
    expect(error).toMatchObject({ code, message: `Refused: ${code}.` })
  },
)

test.each(['banned', 'room_full', 'forbidden'] as const)(
  'a join refused with %s rejects, and the room says why',
  async (code) => {
    const server = await startServer()
    server.override('join', (_, nth) => (nth === 0 ? no(code).answer : undefined))
    const room = makeClient(server).room('support')
    const statuses: string[] = []
    room.on('status', ({ current }) => statuses.push(current))
    await expect(room.join()).rejects.toMatchObject({ code })
    expect(room.snapshot).toMatchObject({ status: 'refused', error: { code } })
    await expect(room.send('Hello')).rejects.toMatchObject({ code })

    await room.join()
    expect(room.snapshot.error).toBeUndefined()
    expect(statuses).toEqual(['joining', 'refused', 'joining', 'joined'])
  },
)

test('a join refused for now is asked again until it succeeds', async () => {
  const server = await startServer()
  server.override(
    'join',
    (_, nth) => [no('unavailable').answer, no('rate_limited', 20).answer][nth],
  )
  const room = await makeClient(server).join('support')
  expect(room.status).toBe('joined')
  expect(server.asked('join')).toHaveLength(3)
})

test('a message that waits for slow mode goes when the settings change', async () => {
  const server = await startServer()
  server.override('message', (_, nth) =>
    nth === 0 ? no('rate_limited', 600_000).answer : undefined,
  )
  const room = await makeClient(server).join('support')
  const sent = room.send('Hello')
  await eventually(() => {
    expect(room.snapshot.pending).toMatchObject([{ error: { code: 'rate_limited' } }])
  })

  server.publish('support', { type: 'settings', settings: { readOnly: false }, user: SOMEBODY })
  expect(await sent).toMatchObject({ text: 'Hello' })
})

describe('a notice', () => {
  test.each([
    ['kicked', 'forbidden'],
    ['banned', 'banned'],
    ['room_closed', 'forbidden'],
  ] as const)('%s puts out of the room: what waits rejects with %s', async (notice, code) => {
    const server = await startServer()
    const client = makeClient(server)
    const room = await client.join('support')
    const other = await client.join('other')
    const heard: string[] = []
    room.on('notice', (push) => heard.push(push.code))
    client.on('notice', (push) => heard.push(push.code))
    server.override('message', () => 'silence')
    const sent = room.send('Hello')
    await eventually(() => expect(server.asked('message')).toHaveLength(1))
    server.push('notice', { code: notice, message: 'Out.', room: 'support' })
    await expect(sent).rejects.toMatchObject({ code, message: 'Out.' })
    expect(room.snapshot).toMatchObject({ status: 'refused', error: { code } })
    expect(room.pending).toMatchObject([{ text: 'Hello', state: 'failed' }])
    expect(heard).toEqual([notice, notice])
    expect(other.status).toBe('joined')
  })

  test('of a code that is not known is told, and changes nothing', async () => {
    const server = await startServer()
    const room = await makeClient(server).join('support')
    const told = new Promise((resolve) => room.once('notice', resolve))
    server.push('notice', { code: 'party', message: 'At nine.', room: 'support' })
    expect(await told).toEqual({ code: 'party', message: 'At nine.', room: 'support' })
    expect(room.status).toBe('joined')
  })
})

test('a room that put us out says nothing more until it is joined again', async () => {
  const server = await startServer()
  const client = makeClient(server)
  const room = await client.join('support')
  server.push('notice', { code: 'kicked', message: 'Out.', room: 'support' })
  await eventually(() => expect(room.status).toBe('refused'))
  const lost = new Promise((resolve) => client.once('status', resolve))
  server.cut()
  expect(await lost).toMatchObject({ current: 'reconnecting' })
  await eventually(() => expect(client.status).toBe('connected'))
  server.say('support', 'meanwhile')
  expect(server.asked('join')).toHaveLength(1)
  await room.join()
  expect(room.messages.map(({ text }) => text)).toEqual(['meanwhile'])
})

test('what is no room name is refused at once', async () => {
  const client = makeClient(await startServer())
  for (const name of ['', 'a b', '-x', 'x'.repeat(65)]) {
    expect(() => client.room(name)).toThrow(expect.objectContaining({ code: 'invalid_room' }))
    await expect(client.join(name)).rejects.toMatchObject({ code: 'invalid_room' })
  }
  expect(client.status).toBe('closed')
  expect(client.room(' support ')).toBe(client.room('support'))
})

test('before a room is joined, nothing can be done in it', async () => {
  const server = await startServer()
  const room = makeClient(server).room('support')
  const attempts = [
    room.send('Hello'),
    room.edit('m', 'Hello'),
    room.delete('m'),
    room.react('m', '👍'),
    room.loadOlder(),
  ]
  for (const attempt of attempts)
    await expect(attempt).rejects.toMatchObject({ code: 'not_joined' })
  room.setTyping(true)
  expect(server.requests).toEqual([])
})

test('older messages that cannot be had now are a rejection, and can be asked for again', async () => {
  const server = await startServer({ limits: { historyPage: 1 } })
  for (const text of ['1', '2']) server.log('support').appendMessage(SOMEBODY, text)
  const room = await makeClient(server).join('support')
  server.override('history', (_, nth) => (nth === 0 ? no('rate_limited', 50).answer : undefined))
  await expect(room.loadOlder()).rejects.toMatchObject({ code: 'rate_limited', retryAfter: 50 })
  expect(await room.loadOlder()).toBe(false)
  expect(room.messages).toHaveLength(2)
})
