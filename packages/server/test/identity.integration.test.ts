import { createHmac, randomBytes } from 'node:crypto'
import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

const secret = 'a secret of the server, for tests'

async function startWithVictim() {
  const server = await startServer({ secret })
  const victim = await Visitor.arrive(server.url, { name: 'Ann' })
  return { server, victim }
}

function sign(header: object, claims: object, key: string): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${encode(header)}.${encode(claims)}`
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
}

const header = { alg: 'HS256', typ: 'chat-session+jwt' }
const now = Math.floor(Date.now() / 1_000)

test('a newcomer gets an id, a friendly name and a secret token', async () => {
  const server = await startServer()
  const { session } = await Visitor.arrive(server.url)

  expect(session.protocol).toBe(1)
  expect(session.user.id).toMatch(/^[\w-]{16,}$/)
  expect(session.user.name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
  expect(session.token).not.toContain(session.user.name)
  expect(Math.abs(Date.parse(session.serverTime) - Date.now())).toBeLessThan(60_000)
})

test('the token brings the same user back, with the name they chose last', async () => {
  const { server, victim } = await startWithVictim()
  const { token } = await victim.request('name', { name: 'Annabel' })
  victim.leave()

  const again = await Visitor.arrive(server.url, { token, name: 'Ignored' })

  expect(again.session.user).toEqual({ id: victim.session.user.id, name: 'Annabel' })
})

test('of somebody who is gone nothing is kept: the token alone says who they are', async () => {
  const { server, victim } = await startWithVictim()
  await victim.request('name', { name: 'Annabel' })
  victim.leave()

  await eventually(async () => {
    const again = await Visitor.arrive(server.url, { token: victim.session.token })
    again.leave()
    expect(again.session.user.name).toBe('Ann')
  })
})

test('a token made before a restart is good after it', async () => {
  const { server, victim } = await startWithVictim()
  await server.close()
  const next = await startServer({ secret })

  const again = await Visitor.arrive(next.url, { token: victim.session.token })

  expect(again.session.user.id).toBe(victim.session.user.id)
})

test.each<
  [string, (user: { id: string; name: string }, token: string) => string | Promise<string>]
>([
  ['the public id', ({ id }) => id],
  ['nonsense', () => 'not.a.token'],
  ['an empty text', () => ''],
  ['a token without end', () => 'x'.repeat(50_000)],
  [
    'a token signed with another key',
    ({ id, name }) =>
      sign(header, { iss: 'chat', sub: id, name, exp: now + 3_600 }, 'another key!'),
  ],
  [
    'a token that says alg: none',
    ({ id, name }) => {
      const token = sign(
        { ...header, alg: 'none' },
        { iss: 'chat', sub: id, name, exp: now + 3_600 },
        '',
      )
      return token.slice(0, token.lastIndexOf('.') + 1)
    },
  ],
  [
    'a token that says alg: none, and is signed',
    ({ id, name }) =>
      sign({ ...header, alg: 'none' }, { iss: 'chat', sub: id, name, exp: now + 3_600 }, secret),
  ],
  [
    'an expired token',
    ({ id, name }) => sign(header, { iss: 'chat', sub: id, name, exp: now - 3_600 }, secret),
  ],
  [
    'a token without an end',
    ({ id, name }) => sign(header, { iss: 'chat', sub: id, name }, secret),
  ],
  [
    'a token of another kind, signed with the right key',
    ({ id, name }) =>
      new SignJWT({ name })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('chat')
        .setSubject(id)
        .setExpirationTime('1h')
        .sign(Buffer.from(secret)),
  ],
  [
    'a token whose claims were changed',
    ({ id }, token) => {
      const [head, , tail] = token.split('.')
      const claims = { iss: 'chat', sub: id, name: 'Mallory', exp: now + 3_600 }
      return `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${tail}`
    },
  ],
])('whoever presents %s is somebody new', async (_, forge) => {
  const { server, victim } = await startWithVictim()
  const { user, token } = victim.session

  const thief = await Visitor.arrive(server.url, { token: await forge(user, token) })

  expect(thief.session.user.id).not.toBe(user.id)
  expect(thief.session.user.name).not.toBe('Mallory')
})

test('a sound token signed here is taken, so that the forgeries above fail for what they are', async () => {
  const { server, victim } = await startWithVictim()
  const { id, name } = victim.session.user
  const claims = { iss: 'chat', sub: id, name, exp: now + 3_600 }

  const owner = await Visitor.arrive(server.url, { token: sign(header, claims, secret) })

  expect(owner.session.user.id).toBe(id)
})

test('a client of another protocol is told so', async () => {
  const server = await startServer()
  const { refusal } = await Visitor.arrive(server.url, { protocol: 99 })
  expect(refusal?.code).toBe('unsupported_protocol')
})

test.each([
  ['too long', 'x'.repeat(33), 'too_long'],
  ['empty', '   ', 'invalid_payload'],
  ['of control characters', 'a\u0007b', 'invalid_payload'],
  ['not a text', 7, 'invalid_payload'],
  ['a megabyte', randomBytes(30_000).toString('hex'), 'too_long'],
])('a name that is %s is refused', async (_, name, code) => {
  const server = await startServer()
  const { refusal } = await Visitor.arrive(server.url, { name })
  expect(refusal?.code).toBe(code)
  const visitor = await Visitor.arrive(server.url)
  expect(await visitor.codeOf('name', { name })).toBe(code)
})
