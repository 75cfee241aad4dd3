import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { isKnownRoomEvent, type RoomEvent } from '@chat/protocol'
import { SqliteStore } from '../src/store/sqlite/sqlite-store.js'
import { eventually } from './eventually.js'
import { NAME, ROOMS, SAID, startWithTraces } from './left-traces.js'
import { createDatabase, hasPostgres } from './real-postgres.js'
import { startServer, type RunningServer } from './running-server.js'
import { ann as first, ben as second, decide } from './store-contract/test-with-log.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'
import { standsInDatabase } from './whole-database.js'

const folder = useTemporaryFolder()
const [room, other] = ROOMS

async function allEvents(server: RunningServer, of: string, after = 0): Promise<RoomEvent[]> {
  const visitor = await Visitor.arrive(server.url)
  const answer = await visitor.request('join', { room: of, after })
  return 'events' in answer ? answer.events.filter(isKnownRoomEvent) : []
}

describe.each([
  ['SQLite', true, async () => join(folder, `${randomUUID()}.db`)],
  ['PostgreSQL', hasPostgres, async () => createDatabase()],
  ['memory', true, async () => 'memory'],
] as [string, boolean, () => Promise<string>][])('over %s', (_, isThere, create) => {
  let database: string
  beforeEach(async (context) => {
    if (!isThere) context.skip()
    database = await create()
  })
  const start = () => startWithTraces({ database, dataDir: folder })

  test('nothing of an erased user is left but their id, and those who are there see it go', async () => {
    const { server, ben, id, bens, hidden } = await start()
    const stands = async (text: string) =>
      database !== 'memory' && (await standsInDatabase(database, text))
    // It would be found if it were there.
    if (database !== 'memory') {
      expect(await stands(NAME)).toBe(true)
      expect(await stands(SAID)).toBe(true)
    }
    expect(await server.eraseUser(id, { by: 'Olga' })).toEqual({ messages: 3, reactions: 1 })

    const by = expect.objectContaining({ name: 'Olga' }) as object
    const taken = { type: 'reaction', id: bens.id, emoji: '👍', on: false }
    await eventually(() => {
      for (const name of ROOMS) {
        const clear = expect.objectContaining({ type: 'clear', of: id, user: by }) as object
        expect(ben.events(name)).toContainEqual(clear)
      }
      expect(ben.events(room)).toContainEqual(expect.objectContaining(taken))
    })
    expect([await stands(NAME), await stands(SAID)]).toEqual([false, false])
    for (const name of ROOMS) {
      const events = await allEvents(server, name)
      expect(JSON.stringify(events)).not.toMatch(/Annabella|555-0123/)
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1))
    }
    const { messages } = await ben.request('history', { room, before: 100 })
    expect(messages[0]).toMatchObject({ id: bens.id, reactions: { '👍': [ben.session.user.id] } })
    expect(messages.filter((one) => one.id === hidden.id)).toMatchObject([
      { deleted: true, user: { id, name: 'Deleted user' } },
    ])
  })

  test('what was imposed on them stays without their name, and nothing of theirs waits', async () => {
    const { server, ann, id, bens } = await start()
    await server.eraseUser(id, { reason: 'They asked for it' })
    const again = await Visitor.arrive(server.url, { token: ann.session.token })
    await again.request('join', { room })
    expect(await again.codeOf('message', { room, text: 'Hi' })).toBe('muted')
    await eventually(async () => {
      const { entries } = await server.review(undefined, 'sanctions')
      expect(entries).toMatchObject([
        { room, user: { id, name: 'Deleted user' }, reason: 'Shouting' },
        { room: 'garden', by: { id, name: 'Deleted user', role: 'moderator' } },
      ])
    })
    expect((await server.review(undefined, 'held')).entries).toEqual([])
    // What she reported is hidden until somebody has looked.
    const { entries: reported } = await server.review(undefined, 'reports')
    expect(reported).toMatchObject([
      { id: bens.id, reports: [{ by: { id, name: 'Deleted user' }, reason: '' }] },
    ])
    const { entries } = await server.review(undefined, 'audit')
    expect(entries[0]).toMatchObject({ action: 'erase', target: id, reason: 'They asked for it' })
    expect(entries).toContainEqual(
      expect.objectContaining({
        action: 'mute',
        details: expect.objectContaining({ name: 'Deleted user' }),
      }),
    )
    const cleo = await Visitor.arrive(server.url, { name: NAME })
    await cleo.request('join', { room: other })
    expect(cleo.pushed.notice).toEqual([])
  })

  test('erased again, there is nothing to do, and nothing is written to any room', async () => {
    const { server, id } = await start()
    await server.eraseUser(id)
    const before = await allEvents(server, room)
    expect(await server.eraseUser(id)).toEqual({ messages: 0, reactions: 0 })
    expect(await server.eraseUser('nobody')).toEqual({ messages: 0, reactions: 0 })
    expect(await allEvents(server, room)).toEqual(before)
  })

  test('other servers are told that it is gone, and nothing more of what it was', async () => {
    const { server, receiver, id } = await start()
    await server.eraseUser(id)
    await server.eraseUser(id)
    receiver.isFailing = false
    await eventually(() => {
      const types = receiver.taken.map(({ type }) => type)
      expect(types.filter((type) => type === 'clear')).toHaveLength(2)
      const taken = { on: false, user: { id, name: 'Deleted user' } }
      const data = expect.objectContaining(taken) as object
      expect(receiver.taken).toContainEqual(expect.objectContaining({ type: 'reaction', data }))
    })
    expect(JSON.stringify(receiver.taken)).not.toMatch(/Annabella|555-0123/)
  })

  test('a room is erased for everybody, with what waits and was reported there', async () => {
    const { server, ben, id } = await start()
    await server.eraseRoom(room)
    await eventually(() =>
      expect(ben.events(room).at(-1)).toMatchObject({ type: 'clear', user: { id: 'server' } }),
    )
    expect((await ben.request('history', { room, before: 100 })).messages).toEqual([])
    expect((await server.review(room, 'reports')).entries).toEqual([])
    expect((await server.review(other, 'held')).entries).toHaveLength(1)
    if (database !== 'memory')
      expect(await standsInDatabase(database, `first: ${SAID}`)).toBe(false)
    await server.eraseRoom('never-written-to')
    const names = []
    for await (const { name } of server.rooms()) names.push(name)
    expect(names).toEqual([other, room])
    expect(await server.eraseUser(id)).toEqual({ messages: 1, reactions: 0 })
  })
})

test('in a read-only room reactions are taken back all the same', async () => {
  const { server, id, bens } = await startWithTraces({})
  await server.moderate(room, { type: 'settings', settings: { readOnly: true } })
  expect(await server.eraseUser(id)).toEqual({ messages: 3, reactions: 1 })
  const events = await allEvents(server, room)
  expect(events.at(-1)).toMatchObject({ type: 'reaction', id: bens.id, on: false })
})

test('stopped in the middle it goes on when it is asked for again', async () => {
  const database = join(folder, 'much.db')
  const store = new SqliteStore({ path: database })
  await store.open()
  for (const name of ['a', 'b', 'c']) {
    const messages = Array.from({ length: 1_500 }, (_, index) => ({
      ...({ type: 'message', room: name, id: randomUUID(), text: `${index}: ${SAID}` } as const),
      user: index % 2 ? second : { ...first, name: NAME },
    }))
    await store.append(messages, decide)
  }
  await store.close()

  const before = await startServer({ database, dataDir: folder })
  const steps: string[] = []
  const erasing = before.eraseUser(first.id, {
    onProgress: ({ step, done, total }) => {
      steps.push(`${step} ${done} of ${total}`)
      if (done === 2_000) void before.close()
    },
  })
  await expect(erasing).rejects.toThrow()
  expect(steps).toEqual([0, 1_000, 2_000].map((done) => `erasing ${done} of 4500`))

  const server = await startServer({ database, dataDir: folder })
  // In what was looked through before nothing was left to find.
  expect(await server.eraseUser(first.id)).toEqual({ messages: 1_250, reactions: 0 })
  expect(await standsInDatabase(database, NAME)).toBe(false)
  // Twice in all: once they go, and once their name does, where it was stopped before that.
  const clears = (await allEvents(server, 'a', 1_500)).map((event) => 'upTo' in event && event.upTo)
  expect(clears).toEqual([999, 1_499, 999, 1_499])
})
