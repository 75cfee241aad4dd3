import type { User } from '@chat/protocol'
import { createHmac } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { expect, test } from 'vitest'
import { SessionTokens } from './session-token.js'

const key = new TextEncoder().encode('a key of the server, for tests')
const otherKey = new TextEncoder().encode('a key of somebody else, too')
const ann: User = { id: 'ann', name: 'Ann' }
const start = Date.parse('2030-01-01T00:00:00.000Z')
const asAnn = { user: ann, since: start, isOfSite: false }
const day = 86_400_000

function createTokens() {
  const clock = { now: start }
  const tokens = new SessionTokens(key, { maxAgeS: 86_400, now: () => clock.now })
  return { clock, tokens }
}

/** A token of these parts, signed as RFC 7515 says. */
function sign(header: object, claims: object, by = key, hash = 'sha256'): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const signed = `${encode(header)}.${encode(claims)}`
  return `${signed}.${createHmac(hash, by).update(signed).digest('base64url')}`
}

const header = { alg: 'HS256', typ: 'chat-session+jwt' }
const claims = {
  iss: 'chat',
  sub: 'ann',
  name: 'Ann',
  since: start / 1_000,
  exp: start / 1_000 + 3_600,
}

test('a token stands for the user that it was issued to', async () => {
  const { tokens } = createTokens()
  expect(await tokens.verify(tokens.issue(asAnn))).toEqual(asAnn)
})

test('a token is good in every process that has the key, and in no other', async () => {
  const { tokens } = createTokens()
  const token = tokens.issue(asAnn)
  expect(await new SessionTokens(key, { now: () => start }).verify(token)).toEqual(asAnn)
  expect(await new SessionTokens(otherKey, { now: () => start }).verify(token)).toBeUndefined()
})

test('a token keeps since when its user has been there; an older one that does not say so, since it was issued', async () => {
  const { clock, tokens } = createTokens()
  clock.now = start + 1_800_000
  expect(await tokens.verify(tokens.issue(asAnn))).toEqual(asAnn)
  const old = sign(header, { ...claims, since: undefined, iat: start / 1_000 })
  expect(await tokens.verify(old)).toEqual(asAnn)
})

test('a role is never in a token: it says who somebody is, not what they may do', async () => {
  const { tokens } = createTokens()
  const token = tokens.issue({ ...asAnn, user: { ...ann, role: 'moderator' } })
  expect(decodeJwt(token)).not.toHaveProperty('role')
  expect(await tokens.verify(token)).toEqual(asAnn)
  expect(await tokens.verify(sign(header, { ...claims, role: 'host' }))).toEqual(asAnn)
})

test('a token is a JWT of its own type', async () => {
  const { tokens } = createTokens()
  expect(decodeProtectedHeader(tokens.issue(asAnn))).toEqual(header)
})

test('a token ends after its time, with a minute for clocks that differ', async () => {
  const { clock, tokens } = createTokens()
  const token = tokens.issue(asAnn)
  clock.now = start + day + 59_000
  expect(await tokens.verify(token)).toEqual(asAnn)
  clock.now = start + day + 61_000
  expect(await tokens.verify(token)).toBeUndefined()
})

test('what is signed here and says all that it must is taken', async () => {
  const { tokens } = createTokens()
  expect(await tokens.verify(sign(header, claims))).toEqual(asAnn)
})

test.each<[string, string]>([
  ['signed with another key', sign(header, claims, otherKey)],
  ['without a signature', sign(header, claims).replace(/[^.]+$/, '')],
  ['that says alg: none', sign({ ...header, alg: 'none' }, claims).replace(/[^.]+$/, '')],
  ['that says alg: none in capitals', sign({ ...header, alg: 'NONE' }, claims)],
  ['of another algorithm', sign({ ...header, alg: 'HS512' }, claims, key, 'sha512')],
  ['of another type', sign({ ...header, typ: 'JWT' }, claims)],
  ['without a type', sign({ alg: 'HS256' }, claims)],
  ['of another issuer', sign(header, { ...claims, iss: 'host' })],
  ['without an end', sign(header, { ...claims, exp: undefined })],
  ['whose end is no number', sign(header, { ...claims, exp: 'never' })],
  ['that is not good yet', sign(header, { ...claims, nbf: start / 1_000 + 3_600 })],
  ['without a user', sign(header, { ...claims, sub: undefined })],
  ['with an empty user', sign(header, { ...claims, sub: '' })],
  ['without a name', sign(header, { ...claims, name: undefined })],
  ['with a name that nobody may have', sign(header, { ...claims, name: 'Ann\u202e' })],
  ['with a header of demands that are not known', sign({ ...header, crit: ['x'], x: 1 }, claims)],
  ['cut short', sign(header, claims).slice(0, -2)],
  ['of two parts', 'a.b'],
  ['of five parts', 'a.b.c.d.e'],
  ['of nothing', ''],
  ['of dots', '..'],
  ['that is a public id', 'ann'],
])('a token %s stands for nobody', async (_, token) => {
  const { tokens } = createTokens()
  expect(await tokens.verify(token)).toBeUndefined()
})
