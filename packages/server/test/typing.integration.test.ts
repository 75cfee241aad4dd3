import { expect, test, vi } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

const room = 'tea'

async function arriveTyping() {
  const { url } = await startServer({ graceMs: 60_000 })
  const ann = await Visitor.arrive(url, { name: 'Ann' })
  const ben = await Visitor.arrive(url, { name: 'Ben' })
  for (const visitor of [ann, ben]) {
    await visitor.request('join', { room })
    await visitor.request('join', { room: 'coffee' })
  }
  ann.socket.emit('typing', { room, on: true })
  // Sooner than it would end by itself.
  const isTold = (users: object[]) =>
    vi.waitFor(() => expect(ben.pushed.typing.at(-1)).toEqual({ room, users }), 3_000)
  await isTold([ann.session.user])
  return { url, ann, ben, isTold }
}

test('it ends where the typist says so', async () => {
  const { ann, isTold } = await arriveTyping()
  ann.socket.emit('typing', { room, on: false })
  await isTold([])
})

test('it ends with the message that was typed', async () => {
  const { ann, isTold } = await arriveTyping()
  await ann.request('message', { room, text: 'Hello' })
  await isTold([])
})

test('it goes on where the message was refused', async () => {
  const { ann, ben } = await arriveTyping()
  await ann.codeOf('message', { room, text: '' })
  ben.socket.emit('typing', { room, on: true })
  await eventually(() => {
    expect(ben.pushed.typing.at(-1)?.users).toEqual([ann.session.user, ben.session.user])
  })
})

test('it ends where the typist leaves the room', async () => {
  const { ann, isTold } = await arriveTyping()
  await ann.request('leave', { room })
  await isTold([])
})

test('it ends where the typist is lost, though they are still a member', async () => {
  const { ann, isTold } = await arriveTyping()
  ann.socket.io.engine.close()
  await isTold([])
})

test('it is told in its room alone', async () => {
  const { ann, ben, isTold } = await arriveTyping()
  ann.socket.emit('typing', { room, on: false })
  await isTold([])
  expect(ben.pushed.typing.map((push) => push.room)).toEqual([room, room])
})

test('it leaves no trace in the log, nor for those who come later', async () => {
  const { url, ann } = await arriveTyping()
  const late = await Visitor.arrive(url)
  const answer = await late.request('join', { room, after: 0 })
  expect(answer).toMatchObject({ room: { seq: 0 }, events: [] })
  expect(JSON.stringify(answer)).not.toContain('typing')
  expect(ann.events(room)).toEqual([])
})
