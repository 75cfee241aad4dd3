import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { SOMEBODY } from './fake-server.js'
import { makeClient, startServer } from './stage.js'

test('what is sent is in the room, and listeners hear each message once, in order', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const heard: string[] = []
  room.on('message', ({ text }) => heard.push(text))
  const message = await room.send('Hello')
  expect(message).toMatchObject({ text: 'Hello', seq: 1 })
  expect(room.messages).toEqual([message])
  server.say('support', 'Welcome')
  await eventually(() => expect(heard).toEqual(['Hello', 'Welcome']))
  expect(room.messages.map(({ seq }) => seq)).toEqual([1, 2])
  expect(room.pending).toEqual([])
})

test('a first join brings the latest messages, without telling listeners of them', async () => {
  const server = await startServer()
  for (const text of ['one', 'two', 'three']) server.log('support').appendMessage(SOMEBODY, text)
  const client = makeClient(server)
  const room = client.room('support')
  const heard: string[] = []
  room.on('message', ({ text }) => heard.push(text))
  await room.join({ limit: 2 })
  expect(room.messages.map(({ text }) => text)).toEqual(['two', 'three'])
  expect(room.hasOlder).toBe(true)
  server.say('support', 'four')
  await eventually(() => expect(heard).toEqual(['four']))
})

test('older messages come in front, page by page, until there are none', async () => {
  const server = await startServer({ limits: { historyPage: 2 } })
  for (let i = 1; i <= 5; i += 1) server.log('support').appendMessage(SOMEBODY, `${i}`)
  const room = await makeClient(server).join('support')
  const [first, second] = [room.loadOlder(), room.loadOlder()]
  expect(await Promise.all([first, second])).toEqual([true, true])
  expect(server.asked('history')).toEqual([{ room: 'support', before: 4 }])
  expect(room.messages.map(({ text }) => text)).toEqual(['2', '3', '4', '5'])
  expect(await room.loadOlder(10)).toBe(false)
  expect(server.asked('history')[1]).toEqual({ room: 'support', before: 2, limit: 10 })
  expect(room.messages.map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5'])
  expect(await room.loadOlder()).toBe(false)
  expect(server.asked('history')).toHaveLength(2)
})

test('a change to a message while its page is on the way is not undone by the page', async () => {
  const server = await startServer({ limits: { historyPage: 1 } })
  const { message } = server.log('support').appendMessage(SOMEBODY, 'old')
  server.say('support', 'new')
  const room = await makeClient(server).join('support')
  const release = server.holdAnswers('history')
  const loaded = room.loadOlder()
  await eventually(() => expect(server.asked('history')).toHaveLength(1))
  server.publish('support', { type: 'edit', id: message.id, text: 'edited', user: SOMEBODY })
  await eventually(() => expect(room.snapshot.seq).toBe(3))
  release()
  await loaded
  expect(room.messages.map(({ text }) => text)).toEqual(['edited', 'new'])
})

test.each(['is told', 'was missed'])(
  'a page that would stand in front of a hole, as so much %s meanwhile, is asked for again',
  async (how) => {
    const server = await startServer({ limits: { resumeEvents: 10_000 } })
    const log = server.log('support')
    for (const text of ['1', '2']) log.appendMessage(SOMEBODY, text)
    const room = makeClient(server).room('support')
    await room.join({ limit: 1 })
    const release = server.holdAnswers('history')
    const loaded = room.loadOlder()
    await eventually(() => expect(server.asked('history')).toHaveLength(1))
    const events = Array.from({ length: 10_000 }, (_, i) => log.appendMessage(SOMEBODY, `${i + 3}`))
    // Told of the last one alone, the client asks for the others.
    server.push('events', {
      room: 'support',
      events: how === 'is told' ? events : events.slice(-1),
    })
    await eventually(() => expect(room.snapshot.seq).toBe(10_002))
    release()
    expect(await loaded).toBe(true)
    expect(room.messages[0]?.text).toBe('3')
    await room.loadOlder()
    expect(room.messages.slice(0, 3).map(({ text }) => text)).toEqual(['1', '2', '3'])
  },
)

test('edits, reactions and deletions change the message and are told to listeners', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const heard: string[] = []
  room.on('edit', ({ text }) => heard.push(`edit ${text}`))
  room.on('reaction', ({ emoji, on }) => heard.push(`reaction ${emoji} ${on}`))
  room.on('delete', ({ seq }) => heard.push(`delete ${seq}`))
  const { id, user } = await room.send('Helo')

  const edited = await room.edit(id, 'Hello')
  expect(edited).toMatchObject({ id, seq: 1, text: 'Hello' })
  await room.react(id, '👍')
  expect(room.messages[0]).toMatchObject({ text: 'Hello', reactions: { '👍': [user.id] } })
  await room.react(id, '👍', false)
  expect(room.messages[0]?.reactions).toBeUndefined()
  await room.delete(id)
  expect(room.messages).toEqual([expect.objectContaining({ id, text: '', deleted: true })])
  expect(heard).toEqual(['edit Hello', 'reaction 👍 true', 'reaction 👍 false', 'delete 5'])
})

test('an edit waits its turn behind the message that it changes', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const release = server.holdAnswers('message')
  const id = crypto.randomUUID()
  const sent = room.send('first', { id })
  const edited = room.edit(id, 'second')
  await eventually(() => expect(server.asked('message')).toHaveLength(1))
  expect(server.asked('edit')).toEqual([])
  release()
  await sent
  expect((await edited).text).toBe('second')
})

test('a change of settings is in the snapshot and told to listeners', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const told = new Promise((resolve) => room.once('settings', resolve))
  server.publish('support', { type: 'settings', settings: { readOnly: true }, user: SOMEBODY })
  expect(await told).toMatchObject({ settings: { readOnly: true } })
  expect(room.settings).toEqual({ readOnly: true })
})

test('an event of a type that is not known takes its place and is skipped', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const heard: string[] = []
  room.on('event', ({ type }) => heard.push(type))
  server.pushRaw('events', {
    room: 'support',
    events: [{ seq: 1, at: '2030-01-01T00:00:00.000Z', type: 'poll', question: '?' }],
  })
  server.push('events', {
    room: 'support',
    events: [
      {
        seq: 2,
        at: '2030-01-01T00:00:00.000Z',
        type: 'settings',
        settings: { readOnly: true },
        user: SOMEBODY,
      },
    ],
  })
  await eventually(() => expect(room.snapshot.seq).toBe(2))
  expect(heard).toEqual(['settings'])
  expect(server.asked('sync')).toEqual([])
})

test('rooms hear nothing of each other', async () => {
  const server = await startServer()
  const client = makeClient(server)
  const [garden, kitchen] = await Promise.all([client.join('garden'), client.join('kitchen')])
  await Promise.all([garden.send('a rose'), kitchen.send('a pan')])
  expect(garden.messages.map(({ text }) => text)).toEqual(['a rose'])
  expect(kitchen.messages.map(({ text }) => text)).toEqual(['a pan'])
})
