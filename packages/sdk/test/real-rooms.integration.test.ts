import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startRealServer } from './real-server.js'
import { makeClient } from './stage.js'

const texts = ({ messages }: { messages: readonly { text: string }[] }) =>
  messages.map(({ text }) => text)

test('two visitors in two rooms see the same in each, and nothing of the other', async () => {
  const server = await startRealServer()
  const [ann, bob] = [makeClient(server, { name: 'Ann' }), makeClient(server, { name: 'Bob' })]
  const [annGarden, annKitchen] = [await ann.join('garden'), await ann.join('kitchen')]
  const [bobGarden, bobKitchen] = [await bob.join('garden'), await bob.join('kitchen')]
  await Promise.all([annGarden.send('a rose'), bobKitchen.send('a pan')])
  await bobGarden.send('a tulip')
  for (const garden of [annGarden, bobGarden]) {
    await eventually(() => expect(texts(garden)).toEqual(['a rose', 'a tulip']))
  }
  for (const kitchen of [annKitchen, bobKitchen]) {
    await eventually(() => expect(texts(kitchen)).toEqual(['a pan']))
  }
  await eventually(() => {
    expect(annGarden.members.list.map(({ name }) => name).toSorted()).toEqual(['Ann', 'Bob'])
  })
})

test('edits, reactions and deletions reach the others, who may not do them to what is not theirs', async () => {
  const server = await startRealServer()
  const [ann, bob] = [makeClient(server), makeClient(server)]
  const [annRoom, bobRoom] = [await ann.join('garden'), await bob.join('garden')]
  const { id } = await annRoom.send('Helo')
  await annRoom.edit(id, 'Hello')
  await bobRoom.react(id, '👍')
  await eventually(() => {
    expect(annRoom.messages[0]).toMatchObject({
      text: 'Hello',
      reactions: { '👍': [bob.user?.id] },
    })
  })
  await eventually(() => expect(bobRoom.messages).toEqual(annRoom.messages))
  await expect(bobRoom.edit(id, 'Bye')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(bobRoom.delete(id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(bobRoom.edit(crypto.randomUUID(), 'x')).rejects.toMatchObject({ code: 'not_found' })
  await annRoom.delete(id)
  await eventually(() => expect(bobRoom.messages[0]).toMatchObject({ deleted: true, text: '' }))

  const late = await makeClient(server).join('garden')
  await eventually(() => expect(annRoom.messages).toEqual(late.messages))
})

test('history comes in pages, back to the first message', async () => {
  const server = await startRealServer()
  const writer = await makeClient(server).join('garden')
  const all = Array.from({ length: 25 }, (_, index) => `${index + 1}`)
  await Promise.all(all.map((text) => writer.send(text)))
  const reader = await makeClient(server).join('garden', { limit: 10 })
  expect(texts(reader)).toEqual(all.slice(15))
  expect(await reader.loadOlder(10)).toBe(true)
  expect(await reader.loadOlder(10)).toBe(false)
  expect(texts(reader)).toEqual(all)
})

test('typing, a new name and a leave are seen by the others', async () => {
  const server = await startRealServer()
  const [ann, bob] = [makeClient(server, { name: 'Ann' }), makeClient(server, { name: 'Bob' })]
  const [annRoom, bobRoom] = [await ann.join('garden'), await bob.join('garden')]
  annRoom.setTyping(true)
  await eventually(() => expect(bobRoom.typing.map(({ name }) => name)).toEqual(['Ann']))
  await annRoom.send('Hello')
  await eventually(() => expect(bobRoom.typing).toEqual([]))
  await ann.setName('Anna')
  await eventually(() => {
    expect(bobRoom.members.list.map(({ name }) => name).toSorted()).toEqual(['Anna', 'Bob'])
  })
  await annRoom.leave()
  await eventually(() => expect(bobRoom.members).toEqual({ count: 1, list: [bob.user] }))
})
