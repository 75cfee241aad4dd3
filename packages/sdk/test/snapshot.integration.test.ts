import { expect, onTestFinished, test, vi } from 'vitest'
import type { RoomSnapshot } from '../src/index.js'
import { eventually } from './eventually.js'
import { SOMEBODY } from './fake-server.js'
import { makeClient, startServer } from './stage.js'

test('a snapshot is the same object until something changes, and is never changed itself', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const before = room.snapshot
  const copy = structuredClone({ ...before })
  expect(room.snapshot).toBe(before)
  await room.send('Hello')
  expect(room.snapshot).not.toBe(before)
  expect(before).toEqual(copy)
})

test('parts that did not change are the same objects as before', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  await room.send('one')
  await room.send('two')
  const before = room.snapshot
  server.push('typing', { room: 'support', users: [SOMEBODY] })
  await eventually(() => expect(room.typing).toHaveLength(1))
  expect(room.snapshot).not.toBe(before)
  expect(room.messages).toBe(before.messages)
  expect(room.members).toBe(before.members)
  expect(room.pending).toBe(before.pending)
  server.publish('support', {
    type: 'edit',
    id: before.messages[1]?.id ?? '',
    text: 'edited',
    user: SOMEBODY,
  })
  await eventually(() => expect(room.messages[1]?.text).toBe('edited'))
  expect(room.messages[0]).toBe(before.messages[0])
})

test('subscribers are called for each new snapshot, without `this`, until they end it', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const { subscribe } = room
  const seen: RoomSnapshot[] = []
  const end = subscribe(() => seen.push(room.snapshot))
  await room.send('Hello')
  await eventually(() => expect(room.pending).toEqual([]))
  expect(seen.length).toBeGreaterThan(0)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.at(-1)).toBe(room.snapshot)
  end()
  const { length } = seen
  await room.send('again')
  expect(seen).toHaveLength(length)
})

test('no snapshot ever shows a sent message twice or not at all', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const shown: string[][] = []
  room.subscribe(() => {
    const { messages, pending } = room.snapshot
    shown.push([...messages, ...pending].map(({ text }) => text))
  })
  await Promise.all(['a', 'b', 'c'].map((text) => room.send(text)))
  await eventually(() => expect(room.messages).toHaveLength(3))
  const full = shown.findIndex((texts) => texts.length === 3)
  for (const texts of shown.slice(full)) expect(texts).toEqual(['a', 'b', 'c'])
})

test('when a listener runs, the snapshot holds all of what came with its event', async () => {
  const server = await startServer()
  const room = await makeClient(server).join('support')
  const seen: number[] = []
  room.on('message', () => seen.push(room.messages.length))
  server.losesPushes = true
  const events = ['1', '2', '3'].map((text) => server.say('support', text))
  server.push('events', { room: 'support', events })
  await eventually(() => expect(seen).toEqual([3, 3, 3]))
})

test('a subscriber and a listener that throw disturb nothing', async () => {
  const server = await startServer()
  const report = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => report.mockRestore())
  const room = await makeClient(server).join('support')
  const oops = () => {
    throw new Error('oops')
  }
  room.subscribe(oops)
  room.on('message', oops)
  const heard: string[] = []
  room.on('message', ({ text }) => heard.push(text))
  await room.send('one')
  await room.send('two')
  expect(heard).toEqual(['one', 'two'])
  expect(report).toHaveBeenCalled()
})
