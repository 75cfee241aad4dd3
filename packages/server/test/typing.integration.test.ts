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
  await eventually(() => {
    expect(ben.pushed.typing).toContainEqual({ room, users: [ann.session.user] })
  })
  /** Ben knows that she does not type any more by the time that he hears what she says next. */
  const isOver = async () => {
    await ann.request('message', { room: 'coffee', text: 'Next' })
    await eventually(() => expect(ben.texts('coffee')).toEqual(['Next']))
    expect(ben.pushed.typing.at(-1)).toEqual({ room, users: [] })
  }
  return { url, ann, ben, isOver }
}

test('it ends where the typist says so', async () => {
  const { ann, isOver } = await arriveTyping()
  ann.socket.emit('typing', { room, on: false })
  await isOver()
})

test('it ends with the message that was typed', async () => {
  const { ann, isOver } = await arriveTyping()
  await ann.request('message', { room, text: 'Hello' })
  await isOver()
})

test('it goes on where the message was refused', async () => {
  const { ann, ben } = await arriveTyping()
  await ann.codeOf('message', { room, text: '' })
  ben.socket.emit('typing', { room, on: true })
  await eventually(() => {
    expect(ben.pushed.typing).toContainEqual({
      room,
      users: [ann.session.user, ben.session.user],
    })
  })
})

test('it ends where the typist leaves the room', async () => {
  const { ann, isOver } = await arriveTyping()
  await ann.request('leave', { room })
  await isOver()
})

test('it ends where the typist is lost, though they are still a member', async () => {
  const { ann, ben } = await arriveTyping()
  ann.socket.io.engine.close()
  // Sooner than it would end by itself.
  await vi.waitFor(() => expect(ben.pushed.typing.at(-1)).toEqual({ room, users: [] }), 4_500)
})

test('it is told in its room alone', async () => {
  const { ann, ben, isOver } = await arriveTyping()
  ann.socket.emit('typing', { room, on: false })
  await isOver()
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
