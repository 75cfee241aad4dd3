import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()
const ids = (users: readonly { id: string }[]) => users.map(({ id }) => id)

test('who is in a room is told on joining, and whoever comes or goes is told to the others', async () => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url)
  const ben = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })

  const { members } = await ben.request('join', { room: 'tea' })
  expect(members.count).toBe(2)
  expect(ids(members.list).sort()).toEqual(ids([ann.session.user, ben.session.user]).sort())
  await eventually(() => expect(ann.pushed.presence.at(-1)).toMatchObject({ count: 2 }))

  await ben.request('leave', { room: 'tea' })
  await eventually(() => {
    expect(ann.pushed.presence.at(-1)).toMatchObject({ count: 1, left: [ben.session.user.id] })
  })
})

test('a lost connection is nobody gone, if it comes back in time', async () => {
  const { url } = await startServer({ graceMs: 60_000 })
  const ann = await Visitor.arrive(url)
  const ben = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  await ben.request('join', { room: 'tea' })
  await eventually(() => expect(ann.pushed.presence.at(-1)).toMatchObject({ count: 2 }))
  const toldBefore = ann.pushed.presence.length

  ben.socket.io.engine.close()
  const again = await Visitor.arrive(url, { token: ben.session.token })
  const { members } = await again.request('join', { room: 'tea' })
  // Something that is told for certain, and after it.
  const third = await Visitor.arrive(url)
  await third.request('join', { room: 'tea' })

  expect(members.count).toBe(2)
  await eventually(() => expect(ann.pushed.presence.at(-1)).toMatchObject({ count: 3 }))
  const told = ann.pushed.presence.slice(toldBefore)
  expect(told.flatMap(({ left }) => left)).toEqual([])
  expect(told.flatMap(({ joined }) => ids(joined))).toEqual([third.session.user.id])
})

test('a lost connection that does not come back is gone after the grace', async () => {
  const { url } = await startServer({ graceMs: 50 })
  const ann = await Visitor.arrive(url)
  const ben = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  await ben.request('join', { room: 'tea' })
  await eventually(() => expect(ann.pushed.presence.at(-1)).toMatchObject({ count: 2 }))

  ben.socket.io.engine.close()

  await eventually(() => {
    expect(ann.pushed.presence.at(-1)).toMatchObject({ count: 1, left: [ben.session.user.id] })
  })
})

test('several connections of one visitor are one member; closing one is not a leave', async () => {
  const { url } = await startServer({ graceMs: 0 })
  const ann = await Visitor.arrive(url)
  const firstTab = await Visitor.arrive(url)
  const { token } = firstTab.session
  const secondTab = await Visitor.arrive(url, { token })
  await ann.request('join', { room: 'tea' })
  await firstTab.request('join', { room: 'tea' })

  const { members } = await secondTab.request('join', { room: 'tea' })
  expect(members.count).toBe(2)
  await firstTab.request('leave', { room: 'tea' })
  firstTab.leave()
  const third = await Visitor.arrive(url)
  expect((await third.request('join', { room: 'tea' })).members.count).toBe(3)

  await eventually(() => expect(ann.pushed.presence.at(-1)).toMatchObject({ count: 3 }))
  expect(ann.pushed.presence.flatMap(({ left }) => left)).toEqual([])
})

test('in a large room only the count is told', async () => {
  const { url } = await startServer({ limits: { memberList: 2 } })
  const visitors = await Promise.all([1, 2, 3].map(() => Visitor.arrive(url)))
  for (const visitor of visitors) await visitor.request('join', { room: 'tea' })

  await eventually(() => {
    const last = visitors[0]?.pushed.presence.at(-1)
    expect(last).toMatchObject({ count: 3, joined: [], left: [] })
  })
  const late = await Visitor.arrive(url)
  const { members } = await late.request('join', { room: 'tea' })
  expect(members.count).toBe(4)
  expect(members.list).toHaveLength(2)
})

test('presence carries the place of the latest event, so that a lost push is noticed', async () => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  await ann.request('message', { room: 'tea', text: 'One' })
  await ann.request('message', { room: 'tea', text: 'Two' })
  const ben = await Visitor.arrive(url)
  await ben.request('join', { room: 'tea' })

  await eventually(() => expect(ann.pushed.presence.at(-1)).toMatchObject({ count: 2, seq: 2 }))
})

test('a room that is full takes nobody more', async () => {
  const { url } = await startServer({ maxMembers: 1 })
  const ann = await Visitor.arrive(url)
  const ben = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })

  expect(await ben.codeOf('join', { room: 'tea' })).toBe('room_full')
  expect(await ben.codeOf('message', { room: 'tea', text: 'Hi' })).toBe('not_joined')
})

test('a server that has just started says that others may be about to come back, until it has settled', async () => {
  const options = { database: 'sqlite', dataDir: join(folder, 'restarted'), graceMs: 10_000 }
  const first = await startServer(options)
  const before = await Visitor.arrive(first.url)
  await before.request('join', { room: 'tea' })
  await first.close()

  const { url } = await startServer(options)
  const ann = await Visitor.arrive(url, { token: before.session.token })
  const { members } = await ann.request('join', { room: 'tea' })
  expect(members).toEqual({ count: 1, list: [before.session.user], settling: true })
  await eventually(() => expect(ann.pushed.presence).toHaveLength(2))
  expect(ann.pushed.presence).toEqual([
    { room: 'tea', count: 1, seq: 0, joined: [before.session.user], left: [], settling: true },
    { room: 'tea', count: 1, seq: 0, joined: [], left: [] },
  ])
  const answer = await ann.request('sync', { room: 'tea', after: 0 })
  expect(answer.members).toEqual({ count: 1, list: [before.session.user] })
})

test('where a lost connection has no grace, nobody is waited for after a start either', async () => {
  const { url } = await startServer({ graceMs: 0 })
  const ann = await Visitor.arrive(url)
  const { members } = await ann.request('join', { room: 'tea' })
  expect(members).toEqual({ count: 1, list: [ann.session.user] })
})
