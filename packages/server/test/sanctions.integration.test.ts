import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ChatServerOptions, Sanction } from '../src/index.js'
import { SessionTokens } from '../src/identity/session-token.js'
import { createClosedDoor } from './closed-door.js'
import { eventually } from './eventually.js'
import { createDatabase, hasPostgres } from './real-postgres.js'
import { startServer, type RunningServer } from './running-server.js'
import { site } from './site.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const room = 'tea'
const secret = 'a secret of the server, for tests'
const folder = useTemporaryFolder()
const DAY_MS = 86_400_000

/** Two who are in the room already, from the same network: one to be sanctioned, and a neighbour. */
async function startWithTwo(options: ChatServerOptions = {}) {
  const server = await startServer({ secret, identity: site.identity, ...options })
  const neighbour = await Visitor.arrive(server.url, { token: tokenOf('Ned', 2 * DAY_MS) })
  const troll = await Visitor.arrive(server.url, { name: 'Troll' })
  for (const visitor of [troll, neighbour]) await visitor.request('join', { room })
  return { server, troll, neighbour, id: troll.session.user.id }
}

/** The session of somebody who has been here for so long. */
function tokenOf(name: string, ageMs: number): string {
  const since = Date.now() - ageMs
  const user = { id: `${name}-since-long-ago`, name }
  return new SessionTokens(Buffer.from(secret)).issue({ user, since, isOfSite: false })
}

async function onlySanction(server: RunningServer): Promise<Sanction> {
  const { entries } = await server.review(room, 'sanctions')
  const [sanction] = entries
  if (!sanction || entries.length > 1) throw new Error(`There are ${entries.length}.`)
  return sanction
}

test('a mute is told and felt at once, in its room alone, and ends when it is lifted', async () => {
  const { server, troll, neighbour, id } = await startWithTwo()
  await troll.request('join', { room: 'coffee' })
  await server.moderate(room, { type: 'mute', user: id, seconds: 600 }, { reason: 'Shouting' })

  const refusal = await troll.ask('message', { room, text: 'HEY' })
  expect(refusal).toMatchObject({ ok: false, error: { code: 'muted' } })
  await eventually(() =>
    expect(troll.pushed.notice[0]).toMatchObject({
      code: 'muted',
      room,
      message: expect.stringContaining('Shouting'),
      reason: 'Shouting',
    }),
  )
  expect(troll.pushed.notice[0]?.retryAfter).toBeGreaterThan(570_000)
  const { you } = await troll.request('sync', { room, after: 0 })
  expect(you).toEqual({ mutedUntil: expect.stringMatching(/Z$/), muteReason: 'Shouting' })
  for (const name of ['edit', 'react', 'typing']) {
    const payload = { room, id: crypto.randomUUID(), text: 'x', emoji: '👍', on: true }
    expect(await troll.codeOf(name, payload)).toBe('muted')
  }
  await troll.request('message', { room: 'coffee', text: 'Hi' })
  await neighbour.request('message', { room, text: 'Hi' })

  await server.moderate(room, { type: 'lift', sanction: (await onlySanction(server)).id })
  await eventually(() =>
    expect(troll.pushed.notice.at(-1)).toMatchObject({ code: 'unmuted', room }),
  )
  await troll.request('message', { room, text: 'Sorry' })
})

test('the end of a mute is told to whoever it held, under a new identity too, once the last one is over', async () => {
  const { server, troll, neighbour, id } = await startWithTwo()
  await server.moderate(room, { type: 'mute', user: id, seconds: 600 })
  await server.moderate(room, { type: 'mute', user: id, seconds: 900 })
  const fresh = await Visitor.arrive(server.url, { name: 'Nobody' })
  expect((await fresh.request('join', { room })).you?.mutedUntil).toBeDefined()
  const { entries } = await server.review(room, 'sanctions')
  for (const { id: sanction } of entries) {
    for (const { pushed } of [troll, fresh]) {
      expect(pushed.notice.filter(({ code }) => code === 'unmuted')).toEqual([])
    }
    await server.moderate(room, { type: 'lift', sanction })
  }
  for (const { pushed } of [troll, fresh]) {
    await eventually(() => expect(pushed.notice.at(-1)?.code).toBe('unmuted'))
  }
  expect(neighbour.pushed.notice).toEqual([])
})

test('a mute ends by itself', async () => {
  const { server, troll, id } = await startWithTwo()
  await server.moderate(room, { type: 'mute', user: id, seconds: 5 })
  expect(await troll.codeOf('message', { room, text: 'HEY' })).toBe('muted')
  await eventually(async () => {
    expect(await troll.codeOf('message', { room, text: 'Sorry' })).toBe('ok')
  })
})

test('a ban puts out at once, says why, and others see them leave', async () => {
  const { server, troll, neighbour, id } = await startWithTwo()
  const watched = neighbour.pushed.presence
  await eventually(() => expect(watched.flatMap(({ joined }) => joined)).toHaveLength(2))
  await server.moderate(room, { type: 'ban', user: id, seconds: 3_600 }, { reason: 'Spam' })

  await eventually(() => {
    expect(troll.pushed.notice).toMatchObject([{ code: 'banned', room }])
    expect(watched.flatMap(({ left }) => left)).toContain(id)
  })
  const answer = await troll.ask('join', { room })
  expect(answer).toMatchObject({ ok: false, error: { code: 'banned' } })
  expect(answer).toMatchObject({ error: { message: expect.stringContaining('Spam') } })
  expect(await troll.codeOf('message', { room, text: 'HEY' })).toBe('not_joined')
  expect(await troll.codeOf('join', { room: 'coffee' })).toBe('ok')
})

test('a ban holds against a fresh identity from the same address, and not against an older neighbour', async () => {
  const { server, neighbour, id } = await startWithTwo()
  await server.moderate(room, { type: 'ban', user: id })

  const fresh = await Visitor.arrive(server.url, { name: 'Nobody' })
  expect(fresh.session.user.id).not.toBe(id)
  expect(await fresh.codeOf('join', { room })).toBe('banned')
  expect(neighbour.pushed.notice).toEqual([])
  await neighbour.request('message', { room, text: 'Still here' })
  const again = await Visitor.arrive(server.url, { token: neighbour.session.token })
  expect(await again.codeOf('join', { room })).toBe('ok')
  const known = await Visitor.arrive(server.url, { identity: await site.sign({ sub: '1' }) })
  expect(await known.codeOf('join', { room })).toBe('ok')
})

test('whom the site has signed stays banned under whatever identity the site gives its visitor', async () => {
  const server = await startServer({ secret, identity: site.identity })
  const arriveAs = async (sub: string, visitor: string) =>
    Visitor.arrive(server.url, { identity: await site.sign({ sub, visitor }) })
  const troll = await arriveAs('account 1', 'browser 7')
  await troll.request('join', { room })
  await server.moderate(room, { type: 'ban', user: troll.session.user.id })

  expect(await (await arriveAs('account 1', 'browser 8')).codeOf('join', { room })).toBe('banned')
  expect(await (await arriveAs('account 2', 'browser 7')).codeOf('join', { room })).toBe('banned')
  expect(await (await arriveAs('account 3', 'browser 9')).codeOf('join', { room })).toBe('ok')
})

test('a ban that is lifted or over lets in again', async () => {
  const { server, troll, id } = await startWithTwo()
  await server.moderate(room, { type: 'ban', user: id })
  expect(await troll.codeOf('join', { room })).toBe('banned')
  await server.moderate(room, { type: 'lift', sanction: (await onlySanction(server)).id })
  expect(await troll.codeOf('join', { room })).toBe('ok')

  await server.moderate(room, { type: 'ban', user: id, seconds: 5 })
  expect(await troll.codeOf('join', { room })).toBe('banned')
  await eventually(async () => expect(await troll.codeOf('join', { room })).toBe('ok'))
})

test('a ban from the server closes the connection, and refuses the next with a clear word', async () => {
  const { server, troll, neighbour, id } = await startWithTwo()
  await server.moderate(room, { type: 'ban', user: id, everywhere: true }, { reason: 'Spam' })
  await eventually(() => expect(troll.isClosed).toBe(true))
  const { refusal } = await Visitor.arrive(server.url)
  expect(refusal).toMatchObject({
    code: 'banned',
    message: expect.stringContaining('on this server'),
  })
  expect(neighbour.isClosed).toBe(false)
})

test('what a banned person wrote can go with them', async () => {
  const { server, troll, neighbour, id } = await startWithTwo()
  await troll.request('message', { room, text: 'Buy now' })
  await neighbour.request('message', { room, text: 'Hi' })
  await server.moderate(room, { type: 'ban', user: id, erase: true })
  const { messages } = (await neighbour.request('join', { room })) as {
    messages: { text: string }[]
  }
  expect(messages.map(({ text }) => text)).toEqual(['', 'Hi'])
})

describe.each<{ store: string; isThere: boolean; prepare: () => Promise<ChatServerOptions> }>([
  {
    store: 'SQLite',
    isThere: true,
    prepare: async () => ({ database: 'sqlite', dataDir: join(folder, 'restarted') }),
  },
  {
    store: 'PostgreSQL',
    isThere: hasPostgres,
    prepare: async () => ({ database: await createDatabase() }),
  },
])('over $store', ({ isThere, prepare }) => {
  test.runIf(isThere)(
    'a ban holds after a restart, against the user and against a fresh identity',
    async () => {
      const options = await prepare()
      const { server, troll, neighbour, id } = await startWithTwo(options)
      await server.moderate(room, { type: 'ban', user: id }, { by: 'Olga', reason: 'Spam' })
      await server.close()
      const next = await startServer({ secret, identity: site.identity, ...options })

      const back = await Visitor.arrive(next.url, { token: troll.session.token })
      expect(await back.codeOf('join', { room })).toBe('banned')
      const fresh = await Visitor.arrive(next.url)
      expect(await fresh.codeOf('join', { room })).toBe('banned')
      const old = await Visitor.arrive(next.url, { token: neighbour.session.token })
      expect(await old.codeOf('join', { room })).toBe('ok')
      expect(await onlySanction(next)).toMatchObject({ user: { name: 'Troll' }, reason: 'Spam' })
      const { entries } = await next.review(room, 'audit')
      expect(entries).toMatchObject([{ action: 'ban', target: id, by: { name: 'Olga' } }])
    },
  )
})

test('whoever is banned while they come in does not get in', async () => {
  const { onJoin, knocked, open } = createClosedDoor()
  const server = await startServer({ hooks: { onJoin } })
  const ann = await Visitor.arrive(server.url)
  const code = ann.codeOf('join', { room: 'tea' })
  await knocked()
  await server.moderate('tea', { type: 'ban', user: ann.session.user.id })
  open()
  expect(await code).toBe('banned')
})
