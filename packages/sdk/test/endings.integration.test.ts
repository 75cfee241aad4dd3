import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { makeClient, startServer } from './stage.js'

/** The code of each rejection, in order; undefined for what was fulfilled. */
async function codes(promises: Promise<unknown>[]): Promise<unknown[]> {
  const outcomes = await Promise.allSettled(promises)
  return outcomes.map((one) =>
    'reason' in one ? (one.reason as { code: unknown }).code : undefined,
  )
}

test('closing settles everything that waits, in all rooms', async () => {
  const server = await startServer()
  const client = makeClient(server)
  const room = await client.join('support')
  for (const name of ['message', 'history', 'join', 'name'] as const) {
    server.override(name, () => 'silence')
  }
  const waiting = [
    room.send('1'),
    room.send('2'),
    room.edit('m', 'x'),
    room.delete('m'),
    room.react('m', '👍'),
    client.join('other'),
    client.setName('Ann'),
  ]
  const settled = codes(waiting)
  await eventually(() => expect(server.asked('name')).toHaveLength(1))
  await client.close()
  expect(await settled).toEqual(waiting.map(() => 'unavailable'))
  expect(client.status).toBe('closed')
  expect(client.rooms.size).toBe(0)
  await eventually(() => expect(server.connections).toBe(0))
})

test('closing while offline settles everything that waits', async () => {
  const server = await startServer()
  server.refusal = { code: 'unavailable', message: 'Later.' }
  const client = makeClient(server)
  const room = client.room('support')
  const waiting = [room.join(), room.send('1'), client.setName('Ann')]
  const settled = codes(waiting)
  await eventually(() => expect(server.handshakes.length).toBeGreaterThan(0))
  await client.close()
  expect(await settled).toEqual(['unavailable', 'unavailable', 'unavailable'])
})

test('a closed client refuses what is asked of it, and works again after `connect`', async () => {
  const server = await startServer()
  const client = makeClient(server)
  const left = await client.join('support')
  await client.close()
  await client.close()
  await expect(client.join('support')).rejects.toMatchObject({ code: 'unavailable' })
  await expect(client.setName('Ann')).rejects.toMatchObject({ code: 'unavailable' })
  await expect(left.send('Hello')).rejects.toMatchObject({ code: 'not_joined' })
  client.connect()
  const room = await client.join('support')
  expect((await room.send('Hello')).text).toBe('Hello')
})

test('leaving rejects what waits in that room, and nothing in others', async () => {
  const server = await startServer()
  const client = makeClient(server)
  const room = await client.join('support')
  const other = await client.join('other')
  server.override('message', ({ room: name }) => (name === 'support' ? 'silence' : undefined))
  const settled = codes([room.send('1'), room.send('2'), other.send('3')])
  await eventually(() => expect(server.asked('message').length).toBeGreaterThan(1))
  await room.leave()
  expect(await settled).toEqual(['not_joined', 'not_joined', undefined])
  expect(room.status).toBe('left')
  expect(server.asked('leave')).toEqual([{ room: 'support' }])
  await expect(room.join()).rejects.toMatchObject({ code: 'not_joined' })
  await expect(room.send('x')).rejects.toMatchObject({ code: 'not_joined' })
})

test('leaving while joining rejects the join', async () => {
  const server = await startServer()
  const client = makeClient(server)
  server.override('join', () => 'silence')
  const room = client.room('support')
  const joined = room.join()
  await eventually(() => expect(server.asked('join')).toHaveLength(1))
  void room.leave()
  await expect(joined).rejects.toMatchObject({ code: 'not_joined' })
  expect(client.rooms.has('support')).toBe(false)
})

test('leaving before there is a connection asks nothing of the server', async () => {
  const server = await startServer()
  const client = makeClient(server)
  const room = client.room('support')
  const joined = room.join()
  await room.leave()
  await expect(joined).rejects.toMatchObject({ code: 'not_joined' })
  await client.join('other')
  expect(server.asked('join')).toEqual([{ room: 'other' }])
  expect(server.asked('leave')).toEqual([])
})

test('a room joined anew right after it was left is another room, and stays joined', async () => {
  const server = await startServer()
  const client = makeClient(server)
  const first = await client.join('support')
  const release = server.holdAnswers('leave')
  const left = first.leave()
  const joined = client.join('support')
  // Asked for at once, the join would be there before this.
  await client.setName('Ann')
  expect(server.asked('join')).toHaveLength(1)
  release()
  const second = await joined
  await left
  expect(second).not.toBe(first)
  await second.send('Hello')
  expect(second.messages.map(({ text }) => text)).toEqual(['Hello'])
  expect(server.log('support').members.size).toBe(1)
  expect(server.requests.map(({ name }) => name)).toEqual([
    'join',
    'leave',
    'name',
    'join',
    'message',
  ])
})

test('leaving resolves though the connection is lost before the answer', async () => {
  const server = await startServer()
  const client = makeClient(server)
  const room = await client.join('support')
  server.override('leave', () => 'silence')
  const left = room.leave()
  await eventually(() => expect(server.asked('leave')).toHaveLength(1))
  server.cut()
  await left
  await eventually(() => expect(client.status).toBe('connected'))
  expect(server.asked('join')).toHaveLength(1)
})

test('joins at the same time are one join, and all of them resolve', async () => {
  const server = await startServer()
  const client = makeClient(server)
  const rooms = await Promise.all([
    client.join('support'),
    client.join(' support'),
    client.join('support'),
  ])
  expect(new Set(rooms).size).toBe(1)
  expect(server.asked('join')).toHaveLength(1)
})

test('a message that is discarded rejects and is not sent', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const release = server.holdAnswers('message')
  const first = room.send('1')
  const id = crypto.randomUUID()
  const settled = codes([room.send('2', { id })])
  room.discard(id)
  release()
  expect(await settled).toEqual(['unavailable'])
  await first
  await room.send('3')
  expect(room.messages.map(({ text }) => text)).toEqual(['1', '3'])
  expect(server.asked('message').map(({ text }) => text)).toEqual(['1', '3'])
})

test('a listener that leaves the room hears nothing more of it', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const heard: string[] = []
  room.on('message', ({ text }) => {
    heard.push(text)
    void room.leave()
  })
  server.losesPushes = true
  const events = ['1', '2'].map((text) => server.say('support', text))
  server.push('events', { room: 'support', events })
  await eventually(() => expect(server.asked('leave')).toHaveLength(1))
  expect(heard).toEqual(['1'])
})

test('leaving while the answer to join is on its way tells the server, which would keep a ghost', async () => {
  const server = await startServer()
  const client = makeClient(server)
  const release = server.holdAnswers('join')
  const room = client.room('support')
  const joining = codes([room.join()])
  await eventually(() => expect(server.asked('join')).toHaveLength(1))

  const left = room.leave()

  await eventually(() => expect(server.asked('leave')).toEqual([{ room: 'support' }]))
  release()
  await left
  expect(await joining).toEqual(['not_joined'])
})
