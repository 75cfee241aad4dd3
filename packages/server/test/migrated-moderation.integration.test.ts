import type { Message, RoomState } from '@chat/protocol'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exitOf, runCommand } from './command.js'
import { createDatabase, hasPostgres } from './real-postgres.js'
import { startServer } from './running-server.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

type JoinAnswer = { room: RoomState; messages: Message[] }

const folder = useTemporaryFolder()

test('what moderators have done and are to do holds after a move to PostgreSQL', async (context) => {
  if (!hasPostgres) context.skip()
  const dataDir = join(folder, 'moderated')
  const moderation = {
    measures: { names: 'members', keepNamesDays: 7, hideAfterReports: 1 },
  } as const
  const before = await startServer({ dataDir, database: 'sqlite', graceMs: 0, moderation })
  const arrive = async (url: string, auth: object, ...rooms: string[]) => {
    const visitor = await Visitor.arrive(url, auth)
    for (const room of rooms) await visitor.request('join', { room })
    return visitor
  }
  const ben = await arrive(before.url, { name: 'Benedict' }, 'tea', 'held', 'muted')
  const { message } = await ben.request('message', { room: 'tea', text: 'Rude' })
  await before.moderate('held', { type: 'settings', settings: { holdAll: true, slowModeS: 5 } })
  const { id: user } = ben.session.user
  expect(await ben.codeOf('message', { room: 'held', text: 'Hello' })).toBe('held')
  await before.moderate('muted', { type: 'mute', user, seconds: 3_600 })
  const cleo = await arrive(before.url, {}, 'tea')
  await cleo.request('report', { room: 'tea', id: message.id, reason: 'An insult' })
  const link = await before.createModeratorLink({ room: 'tea' })
  const troll = await arrive(before.url, {}, 'banned')
  await before.moderate('banned', { type: 'ban', user: troll.session.user.id })
  await before.moderate('locked', { type: 'settings', settings: { password: 'mellon' } })
  const { entries: audit } = await before.review(undefined, 'audit')
  await before.close()

  const database = await createDatabase()
  const moving = runCommand(['migrate', '--from', dataDir, '--to', database])
  expect(await exitOf(moving)).toMatchObject({ code: 0, errors: '' })
  rmSync(dataDir, { recursive: true })
  const server = await startServer({ database, graceMs: 0, moderation })
  const back = await arrive(server.url, { token: troll.session.token })
  expect(await back.codeOf('join', { room: 'banned' })).toBe('banned')
  // A new identity from the same network.
  expect(await (await arrive(server.url, {})).codeOf('join', { room: 'banned' })).toBe('banned')
  const again = await arrive(server.url, { token: ben.session.token }, 'muted', 'held')
  expect(await again.codeOf('message', { room: 'muted', text: 'Hi' })).toBe('muted')
  expect(await again.codeOf('join', { room: 'locked' })).toBe('password_required')
  expect(await again.codeOf('join', { room: 'locked', password: 'mellon' })).toBe('ok')
  const other = await arrive(server.url, { name: 'Benedict' }, 'tea')
  expect(other.pushed.notice).toMatchObject([{ code: 'renamed' }])
  const moderator = await arrive(server.url, { links: [link.token] })
  expect((await moderator.request('join', { room: 'tea' })).you).toEqual({ role: 'moderator' })
  expect((await server.review('tea', 'reports')).entries).toMatchObject([
    { message: { text: 'Rude', hidden: true }, reports: [{ reason: 'An insult' }] },
  ])
  const [held] = (await server.review('held', 'held')).entries
  await server.moderate('held', { type: 'approve', id: held?.id ?? '' })
  const { room, messages } = (await again.request('join', { room: 'held' })) as JoinAnswer
  expect(room.settings).toMatchObject({ holdAll: true, slowModeS: 5 })
  expect(messages).toMatchObject([{ text: 'Hello', user: { id: user, name: 'Benedict' } }])
  expect((await server.review(undefined, 'audit')).entries.slice(1)).toEqual(audit)
})
