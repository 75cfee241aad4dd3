import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { SOMEBODY, type FakeServer } from './fake-server.js'
import { makeClient, startServer } from './stage.js'

async function arrive(server: FakeServer) {
  const room = await makeClient(server).join('support')
  const heard: string[] = []
  room.on('message', ({ text }) => heard.push(text))
  return { room, heard }
}

/** Somebody writes, and nobody is told. */
function sayUnheard(server: FakeServer, ...texts: string[]): void {
  server.losesPushes = true
  for (const text of texts) server.say('support', text)
  server.losesPushes = false
}

test('a gap before an event is found, asked for and filled', async () => {
  const server = await startServer()
  const { room, heard } = await arrive(server)
  sayUnheard(server, '1', '2')
  server.say('support', '3')
  await eventually(() => expect(heard).toEqual(['1', '2', '3']))
  expect(server.asked('sync')).toEqual([{ room: 'support', after: 0, epoch: 'epoch-1' }])
  expect(room.status).toBe('joined')
})

test('a gap that only presence tells of is found, asked for and filled', async () => {
  const server = await startServer()
  const { heard } = await arrive(server)
  sayUnheard(server, '1')
  server.push('presence', { room: 'support', count: 1, seq: 1, joined: [], left: [] })
  await eventually(() => expect(heard).toEqual(['1']))
  expect(server.asked('sync')).toHaveLength(1)
})

test('a gap that fills by itself in a moment is not asked for', async () => {
  const server = await startServer()
  const { heard } = await arrive(server)
  sayUnheard(server, '1', '2', '3')
  const [one, two, three] = server.log('support').events
  if (!one || !two || !three) throw new Error('There are three events.')
  server.push('events', { room: 'support', events: [three] })
  server.push('events', { room: 'support', events: [two] })
  server.push('events', { room: 'support', events: [one] })
  await eventually(() => expect(heard).toEqual(['1', '2', '3']))
  // A later gap is asked for; the question shows that none came before.
  sayUnheard(server, '4')
  server.say('support', '5')
  await eventually(() => expect(heard).toEqual(['1', '2', '3', '4', '5']))
  expect(server.asked('sync')).toEqual([{ room: 'support', after: 3, epoch: 'epoch-1' }])
})

test('events that come twice are told once', async () => {
  const server = await startServer()
  const { room, heard } = await arrive(server)
  const event = server.say('support', '1')
  server.push('events', { room: 'support', events: [event, event] })
  server.say('support', '2')
  await eventually(() => expect(heard).toEqual(['1', '2']))
  expect(room.messages).toHaveLength(2)
})

test('live events that come before the answer to join wait for it', async () => {
  const server = await startServer()
  server.log('support').appendMessage(SOMEBODY, 'before')
  const room = makeClient(server).room('support')
  const heard: string[] = []
  room.on('message', ({ text }) => heard.push(text))
  const release = server.holdAnswers('join')
  const joined = room.join()
  await eventually(() => expect(server.asked('join')).toHaveLength(1))
  server.say('support', 'meanwhile')
  server.push('typing', { room: 'support', users: [SOMEBODY] })
  await eventually(() => expect(room.typing).toHaveLength(1))
  expect(room.messages).toEqual([])
  release()
  await joined
  await eventually(() => expect(heard).toEqual(['meanwhile']))
  expect(room.messages.map(({ text }) => text)).toEqual(['before', 'meanwhile'])
})

test('what was missed while offline comes as events, in order, after the seq that is held', async () => {
  const server = await startServer()
  const { room, heard } = await arrive(server)
  const { id } = await room.send('1')
  server.cut()
  server.say('support', '2')
  server.publish('support', { type: 'edit', id, text: 'edited', user: SOMEBODY })
  await eventually(() => expect(room.snapshot.seq).toBe(3))
  expect(heard).toEqual(['1', '2'])
  expect(room.messages.map(({ text }) => text)).toEqual(['edited', '2'])
  expect(server.asked('join')[1]).toEqual({ room: 'support', after: 1, epoch: 'epoch-1' })
})

test('where too much was missed, the latest messages take the place of all', async () => {
  const server = await startServer({ limits: { resumeEvents: 2, historyPage: 2 } })
  const { room, heard } = await arrive(server)
  await room.send('1')
  const reset = new Promise((resolve) => room.once('reset', resolve))
  server.cut()
  for (const text of ['2', '3', '4', '5']) server.say('support', text)
  expect(await reset).toBe(room.snapshot)
  expect(room.messages.map(({ text }) => text)).toEqual(['4', '5'])
  expect(room.hasOlder).toBe(true)
  expect(heard).toEqual(['1'])
})

test('a log that starts anew takes the place of the old one', async () => {
  const server = await startServer()
  const { room, heard } = await arrive(server)
  for (const text of ['1', '2', '3']) await room.send(text)
  const reset = new Promise((resolve) => room.once('reset', resolve))
  server.log('support').restart('epoch-2')
  server.cut()
  server.say('support', 'new')
  await reset
  expect(room.messages.map(({ text }) => text)).toEqual(['new'])
  expect(room.snapshot.seq).toBe(1)
  server.say('support', 'newer')
  await eventually(() => expect(heard).toEqual(['1', '2', '3', 'newer']))
})

test('a message on its way when the log starts anew is in the new one, once', async () => {
  const server = await startServer()
  const { room } = await arrive(server)
  server.holdAnswers('message')
  server.losesPushes = true
  const sent = room.send('mine')
  await eventually(() => expect(server.log('support').messages).toHaveLength(1))
  server.log('support').restart('epoch-2')
  server.losesPushes = false
  server.holdAnswers('message')()
  server.cut()
  await sent
  await eventually(() => expect(room.pending).toEqual([]))
  expect(room.messages.map(({ text }) => text)).toEqual(['mine'])
})

test('an acknowledged message that the new log does not have is pending no more', async () => {
  const server = await startServer()
  const { room } = await arrive(server)
  server.override('sync', () => 'silence')
  sayUnheard(server, '1', '2')
  expect((await room.send('mine')).seq).toBe(3)
  expect(room.pending).toHaveLength(1)
  server.log('support').restart('epoch-2')
  server.cut()
  await eventually(() => expect(room.pending).toEqual([]))
  expect(room.messages).toEqual([])
})

test('a page of a log that is gone meanwhile is not shown', async () => {
  const server = await startServer({ limits: { historyPage: 2 } })
  for (const text of ['oldest', 'old']) server.log('support').appendMessage(SOMEBODY, text)
  server.log('support').appendMessage(SOMEBODY, 'newer')
  const { room } = await arrive(server)
  const release = server.holdAnswers('history')
  const loaded = room.loadOlder()
  await eventually(() => expect(server.asked('history')).toHaveLength(1))
  server.log('support').restart('epoch-2')
  sayUnheard(server, '1', '2', '3', '4', '5')
  server.push('presence', { room: 'support', count: 1, seq: 5, joined: [], left: [] })
  await eventually(() => expect(room.messages.map(({ text }) => text)).toEqual(['4', '5']))
  release()
  await loaded
  expect(room.messages.map(({ text }) => text)).toEqual(['4', '5'])
})

test('events that cannot be read are asked for anew', async () => {
  const server = await startServer()
  const { heard } = await arrive(server)
  sayUnheard(server, '1')
  server.pushRaw('events', { room: 'support', events: [{ type: 'message', seq: 'one' }] })
  await eventually(() => expect(heard).toEqual(['1']))
})

test('an answer that cannot be read is asked for anew', async () => {
  const server = await startServer()
  server.log('support').appendMessage(SOMEBODY, '1')
  server.override('join', (_, nth) => (nth === 0 ? { ok: true, room: 'what?' } : undefined))
  const { room } = await arrive(server)
  expect(room.messages.map(({ text }) => text)).toEqual(['1'])
})

test('an answer that comes after we were put out is dropped', async () => {
  const server = await startServer()
  const { room, heard } = await arrive(server)
  const release = server.holdAnswers('sync')
  sayUnheard(server, '1')
  server.push('presence', { room: 'support', count: 1, seq: 1, joined: [], left: [] })
  await eventually(() => expect(server.asked('sync')).toHaveLength(1))
  server.push('notice', { code: 'kicked', message: 'Out.', room: 'support' })
  await eventually(() => expect(room.status).toBe('refused'))
  release()
  await room.join()
  expect(heard).toEqual(['1'])
  expect(server.requests.map(({ name }) => name)).toEqual(['join', 'sync', 'join'])
})

test('pushes about a room that was left are dropped', async () => {
  const server = await startServer()
  const { room, heard } = await arrive(server)
  await room.leave()
  const event = server.say('support', '1')
  server.push('events', { room: 'support', events: [event] })
  const other = makeClient(server).room('support')
  await other.join()
  expect(other.messages).toHaveLength(1)
  expect(heard).toEqual([])
  expect(room.messages).toEqual([])
})
