import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const room = 'tea'
const dataDir = useTemporaryFolder()

test('whoever opens a link moderates its room, and no other', async () => {
  const server = await startServer()
  const { token } = await server.createModeratorLink({ room })
  const ann = await Visitor.arrive(server.url, { name: 'Ann', links: [token] })
  const { you } = await ann.request('join', { room })
  await ann.request('join', { room: 'coffee' })

  expect(you).toEqual({ role: 'moderator' })
  const { message } = await ann.request('message', { room, text: 'Hi' })
  expect(message.user).toEqual({ ...ann.session.user, role: 'moderator' })
  const action = { type: 'clear' }
  expect(await ann.codeOf('moderate', { room, action })).toBe('ok')
  expect(await ann.codeOf('moderate', { room: 'coffee', action })).toBe('forbidden')
})

test('a link is an address with its secret behind the #', async () => {
  const server = await startServer({ publicUrl: 'https://chat.example/' })
  const { url, token } = await server.createModeratorLink({ room: 'café' })
  expect(url).toBe(`https://chat.example/?room=caf%C3%A9#moderate=${token}`)
})

test('links of several rooms are presented together; one that does not hold gives nothing and spoils none', async () => {
  const server = await startServer()
  const tea = await server.createModeratorLink({ room })
  const coffee = await server.createModeratorLink({ room: 'coffee' })
  const foreign = await (await startServer()).createModeratorLink({ room: 'juice' })
  const links = [tea.token, 'nonsense', foreign.token, coffee.token]
  const ann = await Visitor.arrive(server.url, { links })
  const roles = []
  for (const name of [room, 'coffee', 'juice']) {
    roles.push((await ann.request('join', { room: name })).you?.role)
  }
  expect(roles).toEqual(['moderator', 'moderator', undefined])
})

test('a resume token is no link, and a link is no resume token', async () => {
  const server = await startServer()
  const { token } = await server.createModeratorLink({ room })
  const ann = await Visitor.arrive(server.url, { token })
  const { you } = await ann.request('join', { room })
  expect(you).toBeUndefined()
  const ben = await Visitor.arrive(server.url, { links: [ann.session.token] })
  expect((await ben.request('join', { room })).you).toBeUndefined()
})

test('a revoked link ends for those who moderate by it now, and for whoever opens it later', async () => {
  const server = await startServer()
  const { id, token } = await server.createModeratorLink({ room })
  const ann = await Visitor.arrive(server.url, { links: [token] })
  const ben = await Visitor.arrive(server.url)
  for (const visitor of [ann, ben]) await visitor.request('join', { room })
  await server.revokeModeratorLink(id)

  await eventually(() => {
    expect(ann.pushed.notice).toMatchObject([{ code: 'role_ended', room }])
    const told = ben.pushed.presence.flatMap(({ joined }) => joined)
    expect(told.findLast((user) => user.id === ann.session.user.id)).toEqual(ann.session.user)
  })
  expect(await ann.codeOf('moderate', { room, action: { type: 'clear' } })).toBe('forbidden')
  const { message } = await ann.request('message', { room, text: 'Hi' })
  expect(message.user).not.toHaveProperty('role')
  const late = await Visitor.arrive(server.url, { links: [token] })
  expect((await late.request('join', { room })).you).toBeUndefined()
  await server.revokeModeratorLink(id)
})

test.each([
  { type: 'ban', code: 'banned', afterwards: 'not_joined' },
  { type: 'mute', code: 'muted', afterwards: 'muted' },
] as const)(
  'a $type of somebody who moderates holds once their link ends, and they are told',
  async ({ type, code, afterwards }) => {
    const server = await startServer()
    const { id, token } = await server.createModeratorLink({ room })
    const ann = await Visitor.arrive(server.url, { links: [token] })
    await ann.request('join', { room })
    await server.moderate(room, { type, user: ann.session.user.id, seconds: 3_600 })
    await ann.request('message', { room, text: 'Still here' })
    expect(ann.pushed.notice).toEqual([])
    await server.revokeModeratorLink(id)
    await eventually(() => {
      expect(ann.pushed.notice.map((notice) => notice.code)).toEqual(['role_ended', code])
    })
    await eventually(async () => {
      expect(await ann.codeOf('message', { room, text: 'And now?' })).toBe(afterwards)
    })
    const rejoining = await ann.codeOf('join', { room })
    expect(rejoining).toBe(type === 'ban' ? 'banned' : 'ok')
  },
)

test('links are listed until they end, and the audit trail says who made and revoked them', async () => {
  const server = await startServer()
  const link = await server.createModeratorLink({ room, name: 'Night shift' }, { by: 'Olga' })
  await server.createModeratorLink({ room: 'coffee' })
  const { token: _, url: __, ...listed } = link

  expect(await server.listModeratorLinks(room)).toEqual([listed])
  expect(await server.listModeratorLinks()).toHaveLength(2)
  await server.revokeModeratorLink(link.id, { by: 'Pia' })
  expect(await server.listModeratorLinks(room)).toEqual([])
  const { entries } = await server.review(room, 'audit')
  expect(entries).toMatchObject([
    { action: 'revoke_link', target: link.id, by: { name: 'Pia' } },
    { action: 'create_link', target: link.id, by: { name: 'Olga' } },
  ])
})

test.each([
  ['a room that cannot be', { room: ' ' }, 'invalid_room'],
  ['an end that is too near', { room, expiresInS: 59 }, 'invalid_payload'],
  ['an end that is too far', { room, expiresInS: 400 * 86_400 }, 'invalid_payload'],
  ['no name', { room, name: ' ' }, 'invalid_payload'],
])('a link with %s is refused', async (_, request, code) => {
  const server = await startServer()
  await expect(server.createModeratorLink(request)).rejects.toMatchObject({ code })
})

test('a link outlives a restart', async () => {
  const before = await startServer({ database: 'sqlite', dataDir })
  const { token } = await before.createModeratorLink({ room })
  await before.close()
  const server = await startServer({ database: 'sqlite', dataDir })
  const ann = await Visitor.arrive(server.url, { links: [token] })
  expect((await ann.request('join', { room })).you).toEqual({ role: 'moderator' })
})
