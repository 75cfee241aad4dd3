import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

async function arriveTogether() {
  const { url } = await startServer()
  const [ann, ben] = await Promise.all([
    Visitor.arrive(url, { name: 'Ann' }),
    Visitor.arrive(url, { name: 'Ben' }),
  ])
  return { url, ann, ben }
}

test('what is said in a room is heard in that room, also by who said it, and nowhere else', async () => {
  const { ann, ben } = await arriveTogether()
  await ann.request('join', { room: 'tea' })
  await ann.request('join', { room: 'coffee' })
  await ben.request('join', { room: 'tea' })

  const { message } = await ann.request('message', { room: 'tea', text: 'Green or black?' })
  await ann.request('message', { room: 'coffee', text: 'Not for Ben' })
  await ann.request('message', { room: 'tea', text: 'The end' })

  await eventually(() => expect(ben.texts('tea')).toEqual(['Green or black?', 'The end']))
  expect(ben.events('coffee')).toEqual([])
  await eventually(() => expect(ann.texts('coffee')).toEqual(['Not for Ben']))
  await eventually(() => expect(ann.texts('tea')).toEqual(['Green or black?', 'The end']))
  expect(message).toMatchObject({ seq: 1, text: 'Green or black?', user: ann.session.user })
  expect(Date.parse(message.at)).not.toBeNaN()
})

test('everybody sees one order, whoever writes when', async () => {
  const { ann, ben } = await arriveTogether()
  await Promise.all([ann, ben].map((visitor) => visitor.request('join', { room: 'tea' })))

  await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      (index % 2 ? ann : ben).request('message', { room: 'tea', text: `${index}` }),
    ),
  )

  await eventually(() => expect(ann.events('tea')).toHaveLength(100))
  await eventually(() => expect(ben.events('tea')).toEqual(ann.events('tea')))
  expect(ann.events('tea').map(({ seq }) => seq)).toEqual(
    Array.from({ length: 100 }, (_, i) => i + 1),
  )
})

test('a message sent twice with one id is stored once, and answered the same', async () => {
  const { ann, ben } = await arriveTogether()
  await ann.request('join', { room: 'tea' })
  await ben.request('join', { room: 'tea' })
  const id = randomUUID()

  const first = await ann.request('message', { room: 'tea', id, text: 'Once' })
  const again = await ann.request('message', { room: 'tea', id, text: 'Once' })

  expect(again.message).toEqual(first.message)
  expect((await ann.request('history', { room: 'tea', before: 99 })).messages).toHaveLength(1)
  expect(await ben.codeOf('message', { room: 'tea', id, text: 'Mine' })).toBe('conflict')
})

test('nothing works in a room that was not joined', async () => {
  const { ann, ben } = await arriveTogether()
  await ann.request('join', { room: 'tea' })
  const { message } = await ann.request('message', { room: 'tea', text: 'Private' })
  const { id } = message

  expect(await ben.codeOf('message', { room: 'tea', text: 'Hi' })).toBe('not_joined')
  expect(await ben.codeOf('edit', { room: 'tea', id, text: 'Hi' })).toBe('not_joined')
  expect(await ben.codeOf('delete', { room: 'tea', id })).toBe('not_joined')
  expect(await ben.codeOf('react', { room: 'tea', id, emoji: '👍', on: true })).toBe('not_joined')
  expect(await ben.codeOf('history', { room: 'tea', before: 9 })).toBe('not_joined')
  expect(await ben.codeOf('sync', { room: 'tea', after: 0 })).toBe('not_joined')
  expect(await ben.codeOf('typing', { room: 'tea', on: true })).toBe('not_joined')
  await ben.request('join', { room: 'tea' })
  await ben.request('leave', { room: 'tea' })
  expect(await ben.codeOf('message', { room: 'tea', text: 'Hi' })).toBe('not_joined')
})

test('only its author changes a message, and everybody sees it', async () => {
  const { ann, ben } = await arriveTogether()
  await ann.request('join', { room: 'tea' })
  await ben.request('join', { room: 'tea' })
  const { message } = await ann.request('message', { room: 'tea', text: 'Tee' })
  const { id } = message

  expect(await ben.codeOf('edit', { room: 'tea', id, text: 'Coffee' })).toBe('forbidden')
  expect(await ben.codeOf('delete', { room: 'tea', id })).toBe('forbidden')
  expect(await ann.codeOf('edit', { room: 'tea', id: randomUUID(), text: 'x' })).toBe('not_found')
  const edited = await ann.request('edit', { room: 'tea', id, text: 'Tea' })
  await ben.request('react', { room: 'tea', id, emoji: '👍', on: true })
  await ann.request('delete', { room: 'tea', id })

  expect(edited.message).toMatchObject({ text: 'Tea', editedAt: expect.any(String) as string })
  await eventually(() => {
    expect(ben.events('tea').map(({ type }) => type)).toEqual([
      'message',
      'edit',
      'reaction',
      'delete',
    ])
  })
})

test('what a deleted message said is nowhere any more', async () => {
  const { url, ann } = await arriveTogether()
  await ann.request('join', { room: 'tea' })
  const { message } = await ann.request('message', { room: 'tea', text: 'my password' })
  await ann.request('edit', { room: 'tea', id: message.id, text: 'my pass-word' })
  await ann.request('delete', { room: 'tea', id: message.id })

  const late = await Visitor.arrive(url)
  const answers = [
    await late.request('join', { room: 'tea' }),
    await late.request('join', { room: 'tea', after: 0 }),
    await late.request('sync', { room: 'tea', after: 1 }),
    await late.request('history', { room: 'tea', before: 99 }),
  ]

  expect(JSON.stringify(answers)).not.toContain('pass')
  expect(answers[0]).toMatchObject({ messages: [{ deleted: true, text: '' }] })
})

test('whoever was away gets what they missed, in order, or is told to begin again', async () => {
  const { url, ann } = await arriveTogether()
  const { room } = await ann.request('join', { room: 'tea' })
  for (const text of ['1', '2', '3']) await ann.request('message', { room: 'tea', text })

  const late = await Visitor.arrive(url)
  const join = (after: number, epoch = room.epoch) =>
    late.request('join', { room: 'tea', after, epoch })

  expect(await join(1)).toMatchObject({ events: [{ seq: 2 }, { seq: 3 }], room: { seq: 3 } })
  expect(await join(3)).toMatchObject({ events: [] })
  expect(await join(99)).toMatchObject({ reset: true })
  expect(await join(1, 'another epoch')).toMatchObject({ reset: true, messages: [{}, {}, {}] })
})

test('whoever was away for longer than is replayed begins again', async () => {
  const { url } = await startServer({ limits: { resumeEvents: 2 } })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  for (const text of ['1', '2', '3']) await ann.request('message', { room: 'tea', text })

  expect(await ann.request('sync', { room: 'tea', after: 1 })).toMatchObject({ events: [{}, {}] })
  expect(await ann.request('sync', { room: 'tea', after: 0 })).toMatchObject({ reset: true })
})

test('older messages come page by page, each once', async () => {
  const { ann } = await arriveTogether()
  await ann.request('join', { room: 'tea' })
  for (let text = 1; text <= 5; text += 1) {
    await ann.request('message', { room: 'tea', text: `${text}` })
  }

  const page = (before: number) => ann.request('history', { room: 'tea', before, limit: 2 })
  const last = await page(99)
  expect(last).toMatchObject({ messages: [{ text: '4' }, { text: '5' }], hasMore: true })
  expect(await page(last.messages[0]?.seq ?? 0)).toMatchObject({
    messages: [{ text: '2' }, { text: '3' }],
    hasMore: true,
  })
  expect(await page(2)).toMatchObject({ messages: [{ text: '1' }], hasMore: false })
})

test('who types is told to the others, ends by itself when they go, and is no event of the log', async () => {
  const { ann, ben } = await arriveTogether()
  await ann.request('join', { room: 'tea' })
  await ben.request('join', { room: 'tea' })

  ann.socket.emit('typing', { room: 'tea', on: true })
  await eventually(() => {
    expect(ben.pushed.typing).toContainEqual({ room: 'tea', users: [ann.session.user] })
  })
  ann.leave()

  await eventually(() => expect(ben.pushed.typing.at(-1)).toEqual({ room: 'tea', users: [] }))
  expect((await ben.request('sync', { room: 'tea', after: 0 })).room.seq).toBe(0)
})

test('a name holds in every room and on every connection of the user', async () => {
  const { url, ann, ben } = await arriveTogether()
  const second = await Visitor.arrive(url, { token: ann.session.token })
  await second.request('join', { room: 'tea' })
  await ben.request('join', { room: 'tea' })

  await ann.request('name', { name: 'Annabel' })
  const { message } = await second.request('message', { room: 'tea', text: 'Hello' })

  expect(message.user).toEqual({ id: ann.session.user.id, name: 'Annabel' })
  await eventually(() => {
    expect(ben.pushed.presence.flatMap(({ joined }) => joined)).toContainEqual(message.user)
  })
})

test('a room that the host closed for writing can still be read', async () => {
  const server = await startServer()
  const ann = await Visitor.arrive(server.url)
  await ann.request('join', { room: 'news' })

  await server.moderate('news', { type: 'settings', settings: { readOnly: true } })

  await eventually(() => expect(ann.events('news')).toMatchObject([{ type: 'settings' }]))
  expect(await ann.codeOf('message', { room: 'news', text: 'Hi' })).toBe('read_only')
  expect(await ann.codeOf('history', { room: 'news', before: 9 })).toBe('ok')
})
