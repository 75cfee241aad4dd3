import { expect, test, vi } from 'vitest'
import type { Members } from '../src/index.js'
import { eventually } from './eventually.js'
import { SOMEBODY } from './fake-server.js'
import { makeClient, startServer } from './stage.js'

const ann = { id: 'ann', name: 'Ann' }
const nobody = { room: 'support', seq: 0, joined: [], left: [] }

test('members come with the join and follow presence', async () => {
  const server = await startServer()
  server.log('support').members.set('ann', ann)
  const client = makeClient(server)
  const room = await client.join('support')
  expect(room.members).toEqual({ count: 2, list: [ann, client.user] })
  const heard: Members[] = []
  room.on('members', (members) => heard.push(members))
  server.push('presence', { ...nobody, count: 3, joined: [SOMEBODY] })
  server.push('presence', { ...nobody, count: 2, left: ['ann'] })
  server.push('presence', { ...nobody, count: 2, joined: [{ ...SOMEBODY, name: 'Renamed' }] })
  await eventually(() => expect(heard.map(({ count }) => count)).toEqual([3, 2, 2]))
  expect(room.members.list).toEqual([client.user, { ...SOMEBODY, name: 'Renamed' }])
  expect(room.members).toBe(heard[2])
})

test('presence that says nothing new tells nothing', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const before = room.members
  const heard = vi.fn()
  room.on('members', heard)
  server.push('presence', { ...nobody, count: 1 })
  await room.send('Hello')
  expect(room.members).toBe(before)
  expect(heard).not.toHaveBeenCalled()
})

test('members whose names are missing are asked for', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  server.log('support').members.set('ann', ann)
  server.push('presence', { ...nobody, count: 2 })
  await eventually(() => expect(room.members.list).toHaveLength(2))
  expect(server.asked('sync')).toHaveLength(1)
})

test('after a reconnect, members are those that the server says', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  server.push('presence', { ...nobody, count: 2, joined: [SOMEBODY] })
  await eventually(() => expect(room.members.count).toBe(2))
  server.log('support').members.set('ann', ann)
  server.cut()
  await eventually(() => expect(room.members.list).toContainEqual(ann))
  expect(room.members.list).not.toContainEqual(SOMEBODY)
})

test('after a restart, nobody is gone until the server has settled', async () => {
  const server = await startServer()
  const log = server.log('support')
  log.members.set('ann', ann)
  const room = await makeClient(server).join('support')
  const heard: Members[] = []
  room.on('members', (members) => heard.push(members))
  log.members.clear()
  log.isSettling = true
  server.cut()
  await eventually(() => expect(server.asked('join')).toHaveLength(2))
  await room.send('Back')
  expect(heard).toEqual([])
  log.isSettling = false
  server.push('presence', { ...nobody, count: 1 })
  await eventually(() => expect(room.members.list).toHaveLength(1))
  expect(heard.map(({ count }) => count)).toEqual([1, 1])
})

test('after a restart without the data, members are those that the server says, settled or not', async () => {
  const server = await startServer()
  const log = server.log('support')
  log.members.set('ann', ann)
  const room = await makeClient(server).join('support')
  log.members.clear()
  log.restart('epoch-2')
  log.isSettling = true
  server.cut()
  await eventually(() => expect(room.members.count).toBe(1))
  expect(room.members.list).not.toContainEqual(ann)
})

test('others who type are shown until they stop or their message is there', async () => {
  const server = await startServer()
  const client = makeClient(server)
  const room = await client.join('support')
  const heard: string[][] = []
  room.on('typing', (users) => heard.push(users.map(({ name }) => name)))
  if (!client.user) throw new Error('The client has a user.')
  server.push('typing', { room: 'support', users: [client.user, ann, SOMEBODY] })
  await eventually(() => expect(heard).toEqual([['Ann', 'Some Body']]))
  server.say('support', 'Done')
  await eventually(() => expect(heard.at(-1)).toEqual(['Ann']))
  server.push('typing', { room: 'support', users: [] })
  await eventually(() => expect(heard.at(-1)).toEqual([]))
})

test('nobody is known to type once the connection is gone', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  server.push('typing', { room: 'support', users: [ann] })
  await eventually(() => expect(room.typing).toEqual([ann]))
  const lost = new Promise((resolve) => room.once('status', resolve))
  server.cut()
  expect(await lost).toMatchObject({ current: 'recovering' })
  expect(room.typing).toEqual([])
})

test('own typing is seen by the others, told once however many the keys, and ends with the message', async () => {
  const server = await startServer()
  const room = await makeClient(server, { name: 'Ann' }).join('support')
  const other = await makeClient(server, { name: 'Bob' }).join('support')
  for (const _ of 'Hello') room.setTyping(true)
  await eventually(() => expect(other.typing.map(({ name }) => name)).toEqual(['Ann']))
  await room.send('Hello')
  await eventually(() => expect(other.typing).toEqual([]))
  expect(server.asked('typing')).toEqual([
    { room: 'support', on: true },
    { room: 'support', on: false },
  ])
  expect(room.typing).toEqual([])
})
