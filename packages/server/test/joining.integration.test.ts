import type { RoomReplay } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()
const room = 'tea'

const startOnDisk = () => startServer({ database: 'sqlite', dataDir: join(folder, randomUUID()) })
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

test('whoever joins while others write misses nothing between the answer and the pushes', async () => {
  const { url } = await startOnDisk()
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room })
  const joiners = await Promise.all(upTo(10).map(() => Visitor.arrive(url)))

  const writing = (async () => {
    for (let n = 0; n < 300; n += 10) {
      await Promise.all(upTo(10).map((i) => ann.request('message', { room, text: `${n + i}` })))
    }
  })()
  const known = await Promise.all(
    joiners.map(async (joiner, index) => {
      // Each at another moment.
      await vi.waitUntil(() => ann.events(room).length >= index * 25, {
        interval: 1,
        timeout: 60_000,
      })
      const { events } = (await joiner.request('join', { room, after: 0 })) as RoomReplay
      return () => new Set([...events, ...joiner.events(room)].map(({ seq }) => seq))
    }),
  )
  await writing

  for (const seqs of known) {
    await eventually(() => expect([...seqs()].sort((a, b) => a - b)).toEqual(upTo(300)))
  }
  // Some did join in the middle of it.
  expect(joiners.filter((joiner) => joiner.events(room).length > 0).length).toBeGreaterThan(3)
})

test('a crowd that writes at once sees one order, each message once', async () => {
  const { url } = await startOnDisk()
  const crowd = await Promise.all(upTo(20).map(() => Visitor.arrive(url)))
  await Promise.all(crowd.map((visitor) => visitor.request('join', { room })))
  await Promise.all(
    crowd.flatMap((visitor, index) =>
      upTo(10).map((n) => visitor.request('message', { room, text: `${index}: ${n}` })),
    ),
  )

  const [first] = crowd
  for (const visitor of crowd) {
    await eventually(() => expect(visitor.events(room)).toHaveLength(200))
    expect(visitor.events(room)).toEqual(first?.events(room))
  }
  expect(first?.events(room).map(({ seq }) => seq)).toEqual(upTo(200))
  expect(new Set(first?.texts(room)).size).toBe(200)
})

test('after a restart the log is what was heard before it, event by event', async () => {
  const options = {
    database: 'sqlite',
    dataDir: join(folder, randomUUID()),
    secret: 'x'.repeat(16),
  }
  const server = await startServer(options)
  const ann = await Visitor.arrive(server.url, { name: 'Ann' })
  const ben = await Visitor.arrive(server.url, { name: 'Ben' })
  for (const visitor of [ann, ben]) await visitor.request('join', { room })
  const { message: first } = await ann.request('message', { room, text: 'Tee?' })
  await ben.request('message', { room, text: 'Yes', replyTo: first.id })
  await ann.request('edit', { room, id: first.id, text: 'Tea?' })
  await ben.request('react', { room, id: first.id, emoji: '🍵', on: true })
  await ben.request('react', { room, id: first.id, emoji: '👍', on: true })
  await ben.request('react', { room, id: first.id, emoji: '👍', on: false })
  await ann.request('name', { name: 'Annabel' })
  await ann.request('message', { room, text: 'Milk?' })
  await server.moderate(room, { type: 'settings', settings: { readOnly: true } })
  await eventually(() => expect(ann.events(room)).toHaveLength(8))
  const before = await ann.request('join', { room })
  await server.close()

  const next = await startServer(options)
  const again = await Visitor.arrive(next.url, { token: ann.session.token })
  const replay = await again.request('join', { room, after: 0, epoch: before.room.epoch })
  const after = await again.request('join', { room })
  const { members: _before, ...contentBefore } = before
  const { members: _after, ...contentAfter } = after

  expect(replay).toMatchObject({ events: ann.events(room) })
  expect(contentAfter).toEqual(contentBefore)
  expect(await again.codeOf('message', { room, text: 'Hi' })).toBe('read_only')
})

test('a server whose memory is gone begins another epoch', async () => {
  const first = await startServer()
  const ann = await Visitor.arrive(first.url)
  const { room: before } = await ann.request('join', { room })
  await ann.request('message', { room, text: '1' })
  await first.close()

  const next = await startServer()
  const again = await Visitor.arrive(next.url)
  await again.request('join', { room })
  await again.request('message', { room, text: 'one' })
  expect(await again.request('join', { room, after: 1, epoch: before.epoch })).toMatchObject({
    reset: true,
    messages: [{ text: 'one' }],
  })
})
