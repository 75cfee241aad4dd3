import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { PostgresStore } from '../src/store/postgres/postgres-store.js'
import { SqliteStore } from '../src/store/sqlite/sqlite-store.js'
import type { Store } from '../src/store/store.js'
import { startWithAdmin } from './api/caller.js'
import { eventually } from './eventually.js'
import { createDatabase, hasPostgres } from './real-postgres.js'
import { startServer } from './running-server.js'
import { ann, decide } from './store-contract/test-with-log.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()
const room = 'tea'
/** PostgreSQL has no such character. */
const NUL = '\0'

type Create = (database: string, now: () => number) => Store
const DATABASES: [string, boolean, () => Promise<string>, Create][] = [
  [
    'SQLite',
    true,
    async () => join(folder, `${randomUUID()}.db`),
    (path, now) => new SqliteStore({ path, now }),
  ],
  ['PostgreSQL', hasPostgres, createDatabase, (url, now) => new PostgresStore({ url, now })],
]

describe.each(DATABASES)('over %s', (_, isThere, create, createStore) => {
  let database: string
  beforeEach(async (context) => {
    if (!isThere) context.skip()
    database = await create()
  })

  test('an id or a text with a character that not every database has is refused as one that is wrong', async () => {
    const server = await startWithAdmin({ database, dataDir: folder })
    const { call, url } = server
    const act = (action: object): [string, object] => ['POST /rooms/tea/actions', { action }]
    const calls: [string, object?][] = [
      ['DELETE /users/%00'],
      ['GET /users/%00/export'],
      ['DELETE /moderator-links/%00'],
      ['DELETE /bot-keys/%00'],
      ['DELETE /sanctions/%00'],
      ['DELETE /rooms/tea/messages/%00'],
      ['GET /rooms?after=%00'],
      ['GET /messages?q=%00'],
      ['GET /rooms/tea/messages?q=%00'],
      ['GET /audit?before=%00'],
      ['GET /rooms/tea/reports?before=%00'],
      ['GET /reports?before=tea/%00'],
      ['GET /held?before=tea/%00'],
      ['GET /bot-keys?before=%00'],
      ['GET /moderator-links?room=%00'],
      ['POST /moderator-links', { room, name: NUL }],
      act({ type: 'delete', id: NUL }),
      act({ type: 'mute', user: NUL, seconds: 60 }),
      act({ type: 'ban', user: NUL }),
      act({ type: 'clear', of: NUL }),
      act({ type: 'approve', id: NUL }),
      act({ type: 'reject', id: NUL }),
      act({ type: 'resolve', id: NUL, outcome: 'acted' }),
    ]
    const answers = []
    for (const [place, body] of calls) {
      const { status, body: answer } = await call(place, body)
      answers.push(`${place}: ${status} ${answer.error?.code ?? ''}`)
    }
    expect(answers).toEqual(
      calls.map(([place], index) =>
        index < 6 ? `${place}: 404 not_found` : `${place}: 400 invalid_payload`,
      ),
    )

    const { token } = await server.createModeratorLink({ room })
    const mira = await Visitor.arrive(url, { links: [token] })
    await mira.request('join', { room })
    const asked = { room, list: 'audit', before: NUL }
    expect(await mira.codeOf('review', asked)).toBe('invalid_payload')
    // Nobody whose message comes at the same moment is refused because of it.
    const codes = await Promise.all([
      mira.codeOf('moderate', { room, action: { type: 'delete', id: NUL } }),
      mira.codeOf('message', { room, text: 'Hello' }),
    ])
    expect(codes).toEqual(['invalid_payload', 'ok'])
  })

  test('the largest numbers that may be asked for are no failure', async () => {
    const { call, url } = await startWithAdmin({ database, dataDir: folder })
    const cleo = await Visitor.arrive(url)
    await cleo.request('join', { room })
    await cleo.request('message', { room, text: 'Hello' })
    const most = Number.MAX_SAFE_INTEGER
    expect(await cleo.codeOf('history', { room, before: most, limit: most })).toBe('ok')
    expect(await cleo.codeOf('sync', { room, after: most })).toBe('ok')
    expect(await cleo.codeOf('join', { room, after: most, limit: most })).toBe('ok')
    for (const place of [
      'GET /rooms/tea/messages?before=999999999999999&limit=999999999999999',
      'GET /rooms/tea/messages?q=hello&before=999999999999999',
    ]) {
      expect((await call(place)).status).toBe(200)
    }
    const link = { room, expiresInS: 60.0005 }
    expect((await call('POST /moderator-links', link)).status).toBe(201)
  })

  test('measures may last for fractions of a second, or for good', async () => {
    const server = await startServer({
      ...{ database, dataDir: folder, rates: {} },
      moderation: {
        measures: {
          ...{ names: 'members', keepNamesDays: Infinity },
          raid: {
            ...{ joins: 2, seconds: 60, factor: 0, forS: 600.0005, slowModeS: 9, holdAll: false },
          },
        },
      },
    })
    const enter = async (name: string, name2 = room) => {
      const visitor = await Visitor.arrive(server.url, { name })
      await visitor.request('join', { room: name2 })
      return visitor
    }
    const cleo = await enter('Cleopatra')
    await cleo.request('message', { room, text: 'Hello' })
    await cleo.request('leave', { room })
    const dora = await enter('Dora')
    await eventually(async () => {
      expect(await dora.codeOf('name', { name: 'Cleopatra' })).toBe('conflict')
    })
    await eventually(() => {
      expect(dora.events(room)).toMatchObject([{ settings: { slowModeS: 9 } }])
    })
  })

  test('retention may count in fractions', async () => {
    const store = createStore(database, () => Date.now() - 3_600_000)
    await store.open()
    const message = { type: 'message', room, user: ann, id: randomUUID(), text: 'Old' } as const
    await store.append([message, { ...message, room: 'coffee', id: randomUUID() }], decide)
    await store.close()
    const retention = { everyS: 1.00025, maxAgeS: 7_200.0005 }
    const server = await startServer({ database, dataDir: folder, retention })
    await server.moderate(room, { type: 'settings', settings: { maxAgeS: 60 } })
    const cleo = await Visitor.arrive(server.url)
    await eventually(async () => {
      expect(await cleo.request('join', { room })).toMatchObject({ messages: [] })
    })
    const other = await cleo.request('join', { room: 'coffee' })
    expect(other).toMatchObject({ messages: [{ text: 'Old' }] })
  })
})
