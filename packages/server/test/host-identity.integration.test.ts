import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer, type RunningServer } from './running-server.js'
import { site } from './site.js'
import { Visitor } from './visitor.js'

const secret = 'a secret of the server, for tests'
const room = 'tea'

function start(): Promise<RunningServer> {
  return startServer({ secret, identity: site.identity })
}

async function arriveAs(
  { url }: RunningServer,
  claims: Parameters<typeof site.sign>[0],
): Promise<Visitor> {
  return Visitor.arrive(url, { identity: await site.sign(claims) })
}

test('whom the site has signed is the same user each time, under the name that the site has for them', async () => {
  const server = await start()
  const first = await arriveAs(server, { sub: '42', name: 'Ann' })
  const again = await arriveAs(server, { sub: '42', name: 'Annabel' })
  const other = await arriveAs(server, { sub: '43', name: 'Ann' })
  const ofAnotherIssuer = await arriveAs(server, { sub: '42', name: 'Ann', iss: 'elsewhere' })

  expect(first.session.user).toEqual({ id: expect.stringMatching(/^[\w-]{22}$/), name: 'Ann' })
  expect(again.session.user).toEqual({ id: first.session.user.id, name: 'Annabel' })
  expect(other.session.user.id).not.toBe(first.session.user.id)
  expect(ofAnotherIssuer.session.user.id).not.toBe(first.session.user.id)
})

test('a new name of the site reaches the rooms that the user is in, with their role', async () => {
  const server = await start()
  const tab = await arriveAs(server, { sub: '42', name: 'Ann', role: 'host' })
  await tab.request('join', { room })
  await arriveAs(server, { sub: '42', name: 'Annabel', role: 'host' })

  const { message } = await tab.request('message', { room, text: 'Me' })
  expect(message.user).toMatchObject({ name: 'Annabel', role: 'host' })
  await eventually(() => {
    expect(tab.pushed.presence.at(-1)?.joined).toMatchObject([{ name: 'Annabel', role: 'host' }])
  })
})

test('who has a name of the site cannot take another; who has none can', async () => {
  const server = await start()
  const named = await arriveAs(server, { sub: '42', name: 'Ann' })
  expect(await named.codeOf('name', { name: 'Boss' })).toBe('forbidden')

  const unnamed = await arriveAs(server, { sub: '43' })
  const { token } = await unnamed.request('name', { name: 'Ben' })
  unnamed.leave()
  const again = await Visitor.arrive(server.url, {
    identity: await site.sign({ sub: '43' }),
    token,
  })
  expect(again.session.user).toEqual({ id: unnamed.session.user.id, name: 'Ben' })
})

test('the token of whom the site has signed is nothing without an identity', async () => {
  const server = await start()
  const ann = await arriveAs(server, { sub: '42', name: 'Ann' })
  ann.leave()
  const { session } = await Visitor.arrive(server.url, { token: ann.session.token })
  expect(session.user.id).not.toBe(ann.session.user.id)
  expect(session.user.name).not.toBe('Ann')
})

test('a role is a badge in messages and in the list of members', async () => {
  const server = await start()
  const visitor = await Visitor.arrive(server.url)
  await visitor.request('join', { room })
  const ann = await arriveAs(server, { sub: '42', name: 'Ann', role: 'moderator' })
  const { members, you } = await ann.request('join', { room })
  const asModerator = { ...ann.session.user, role: 'moderator' }

  expect(you).toEqual({ role: 'moderator' })
  expect(members.list).toContainEqual(asModerator)
  const { message } = await ann.request('message', { room, text: 'Welcome' })
  expect(message.user).toEqual(asModerator)
  await eventually(() => {
    expect(visitor.texts(room)).toEqual(['Welcome'])
    expect(visitor.pushed.presence.flatMap(({ joined }) => joined)).toContainEqual(asModerator)
  })
})

test('a role for some rooms is none elsewhere', async () => {
  const server = await start()
  const ann = await arriveAs(server, { sub: '42', name: 'Ann', role: 'moderator', rooms: [room] })
  await ann.request('join', { room })
  const elsewhere = await ann.request('join', { room: 'coffee' })

  expect(elsewhere.you).toBeUndefined()
  const { message } = await ann.request('message', { room: 'coffee', text: 'Hi' })
  expect(message.user).not.toHaveProperty('role')
  const clear = { type: 'clear' }
  expect(await ann.codeOf('moderate', { room: 'coffee', action: clear })).toBe('forbidden')
  expect(await ann.codeOf('review', { room: 'coffee', list: 'audit' })).toBe('forbidden')
  expect(await ann.codeOf('moderate', { room, action: clear })).toBe('ok')
  const everywhere = { type: 'ban', user: 'somebody', everywhere: true }
  expect(await ann.codeOf('moderate', { room, action: everywhere })).toBe('forbidden')
})

test('moderators and hosts are bound by no mute, no ban and no rule of the room', async () => {
  const server = await start()
  const boss = await arriveAs(server, { sub: '1', name: 'Boss', role: 'host' })
  const ann = await arriveAs(server, { sub: '42', name: 'Ann', role: 'moderator', rooms: [room] })
  await boss.request('join', { room })
  await ann.request('join', { room })
  const user = ann.session.user.id
  await boss.request('moderate', { room, action: { type: 'mute', user, seconds: 600 } })
  await boss.request('moderate', { room, action: { type: 'ban', user } })
  await server.moderate(room, {
    type: 'settings',
    settings: { readOnly: true, maxMembers: 1, password: 'sesame', holdAll: true },
  })

  await ann.request('message', { room, text: 'Still here' })
  const again = await arriveAs(server, { sub: '42', name: 'Ann', role: 'host', rooms: [room] })
  expect(await again.codeOf('join', { room })).toBe('ok')
  expect(ann.pushed.notice).toEqual([])
})

test('an identity that has expired refuses the connection, and never makes a stranger of anybody', async () => {
  const server = await start()
  const exp = Math.floor(Date.now() / 1_000) - 61
  const { refusal } = await arriveAs(server, { sub: '42', exp })
  expect(refusal).toMatchObject({ code: 'forbidden', message: expect.stringContaining('expired') })
})

test('a server that knows no site refuses identities', async () => {
  const server = await startServer()
  const { refusal } = await arriveAs(server, { sub: '42' })
  expect(refusal?.code).toBe('forbidden')
})

test('a connection with a role ends with its identity, so that a fresh one is presented', async () => {
  const server = await start()
  // Clocks may differ by a minute: for so long an identity outlives its end.
  const exp = Math.floor(Date.now() / 1_000) - 50
  const ann = await arriveAs(server, { sub: '42', name: 'Ann', role: 'moderator', exp })
  const ben = await arriveAs(server, { sub: '43', name: 'Ben', exp })
  expect((await ann.request('join', { room })).you).toEqual({ role: 'moderator' })
  await eventually(() => expect(ann.isClosed).toBe(true))
  expect(ben.isClosed).toBe(false)
})

test('a room for identified people lets in whom the site has signed for it, and nobody else', async () => {
  const server = await start()
  await server.moderate(room, { type: 'settings', settings: { identityRequired: true } })
  const anonymous = await Visitor.arrive(server.url)
  const forElsewhere = await arriveAs(server, { sub: '43', rooms: ['coffee'] })
  const ann = await arriveAs(server, { sub: '42', rooms: [room] })

  expect(await anonymous.codeOf('join', { room })).toBe('identity_required')
  expect(await forElsewhere.codeOf('join', { room })).toBe('identity_required')
  expect(await ann.codeOf('join', { room })).toBe('ok')
})

test('who wants to enter a room for identified people with an identity that has ended is to bring a fresh one', async () => {
  const server = await start()
  await server.moderate(room, { type: 'settings', settings: { identityRequired: true } })
  // Clocks may differ by a minute: for so long an identity outlives its end.
  const exp = Math.floor(Date.now() / 1_000) - 54
  const ann = await arriveAs(server, { sub: '42', exp })
  await ann.request('join', { room: 'coffee' })
  await eventually(() => expect(Date.now()).toBeGreaterThan((exp + 60) * 1_000))
  expect(await ann.codeOf('join', { room: 'coffee' })).toBe('ok')

  ann.socket.emit('join', { room })
  await eventually(() => expect(ann.isClosed).toBe(true))
  const { refusal } = await arriveAs(server, { sub: '42', exp })
  expect(refusal).toMatchObject({ code: 'forbidden', message: expect.stringContaining('expired') })
  const again = await arriveAs(server, { sub: '42' })
  expect(await again.codeOf('join', { room })).toBe('ok')
})
