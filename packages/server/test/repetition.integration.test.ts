import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

const room = 'tea'

async function arriveTogether() {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url, { name: 'Ann' })
  const ben = await Visitor.arrive(url, { name: 'Ben' })
  await ann.request('join', { room })
  await ben.request('join', { room })
  /** The types of all events that Ben has heard of, once he has heard of everything. */
  const heard = async () => {
    await ann.request('message', { room, text: 'The end' })
    await eventually(() => expect(ben.texts(room)).toContain('The end'))
    return ben
      .events(room)
      .slice(0, -1)
      .map(({ type }) => type)
  }
  return { url, ann, ben, heard }
}

test('a message sent many times at once with one id is one event', async () => {
  const { ann, heard } = await arriveTogether()
  const id = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => ann.request('message', { room, id, text: 'Once' })),
  )
  for (const { message } of answers) expect(message).toEqual(answers[0]?.message)
  expect(await heard()).toEqual(['message'])
})

test('a message sent again on another connection of the user is answered with what is stored', async () => {
  const { url, ann, heard } = await arriveTogether()
  const id = randomUUID()
  const first = await ann.request('message', { room, id, text: 'Once' })
  const other = await Visitor.arrive(url, { token: ann.session.token })
  await other.request('join', { room })
  expect(await other.request('message', { room, id, text: 'Twice' })).toEqual(first)
  expect(await heard()).toEqual(['message'])
})

test('a message sent again after its edit is answered as it is now', async () => {
  const { ann, heard } = await arriveTogether()
  const id = randomUUID()
  await ann.request('message', { room, id, text: 'Tee' })
  const { message } = await ann.request('edit', { room, id, text: 'Tea' })
  expect(await ann.request('message', { room, id, text: 'Tee' })).toMatchObject({ message })
  expect(await heard()).toEqual(['message', 'edit'])
})

test('a message sent again after its deletion stays deleted', async () => {
  const { ann, heard } = await arriveTogether()
  const id = randomUUID()
  await ann.request('message', { room, id, text: 'Oops' })
  await ann.request('delete', { room, id })
  expect(await ann.request('message', { room, id, text: 'Oops' })).toMatchObject({
    message: { deleted: true, text: '' },
  })
  expect(await heard()).toEqual(['message', 'delete'])
})

test('one id in two rooms is two messages', async () => {
  const { ann } = await arriveTogether()
  const id = randomUUID()
  await ann.request('join', { room: 'coffee' })
  await ann.request('message', { room, id, text: 'Tea' })
  const { message } = await ann.request('message', { room: 'coffee', id, text: 'Coffee' })
  expect(message).toMatchObject({ seq: 1, text: 'Coffee' })
})

test('an edit, a deletion or a reaction made again is fine and is no event', async () => {
  const { ann, ben, heard } = await arriveTogether()
  const { message } = await ann.request('message', { room, text: 'Tee' })
  const { id } = message
  for (let time = 0; time < 3; time += 1) {
    await ann.request('edit', { room, id, text: 'Tea' })
    await ben.request('react', { room, id, emoji: '👍', on: true })
  }
  for (let time = 0; time < 3; time += 1) {
    await ben.request('react', { room, id, emoji: '👍', on: false })
  }
  for (let time = 0; time < 3; time += 1) await ann.request('delete', { room, id })
  expect(await heard()).toEqual(['message', 'edit', 'reaction', 'reaction', 'delete'])
})
