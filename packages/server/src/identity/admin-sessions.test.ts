import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { AdminSessions } from './admin-sessions.js'
import { SessionTokens } from './session-token.js'

const secret = new Uint8Array(32).fill(7)
const adminKey = 'an-admin-key-of-the-tests'

function createSessions(options: { adminKey?: string; secret?: Uint8Array; now?: number } = {}) {
  const { now = Date.now(), ...rest } = options
  return new AdminSessions({ secret, adminKey, ...rest, now: () => now })
}

test('a session is good for an hour, in every process with the same secret and key', async () => {
  const now = Date.now()
  const { token, expiresAt } = await createSessions({ now }).issue()
  expect(Date.parse(expiresAt) - now).toBeGreaterThan(3_598_000)
  expect(await createSessions({ now: now + 3_590_000 }).isGood(token)).toBe(true)
  expect(await createSessions({ now: now + 3_601_000 }).isGood(token)).toBe(false)
})

test('another admin key or another secret ends it', async () => {
  const { token } = await createSessions().issue()
  expect(await createSessions({ adminKey: `${adminKey}2` }).isGood(token)).toBe(false)
  expect(await createSessions({ secret: new Uint8Array(32) }).isGood(token)).toBe(false)
})

test.each(['', 'x', 'a.b.c', adminKey])('%j is no session', async (token) => {
  expect(await createSessions().isGood(token)).toBe(false)
})

test('neither the session of a visitor, nor one without an end or without a signature, is one of the operator', async () => {
  const sessions = createSessions()
  const visitor = new SessionTokens(secret).issue({
    ...{ user: { id: 'ann', name: 'Ann' }, since: Date.now(), isOfSite: false },
  })
  expect(await sessions.isGood(visitor)).toBe(false)
  const [, claims = ''] = (await sessions.issue()).token.split('.')
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  for (const alg of ['none', 'HS256']) {
    expect(await sessions.isGood(`${encode({ alg, typ: 'chat-admin+jwt' })}.${claims}.`)).toBe(
      false,
    )
  }
  const { key } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { key: string }
  const endless = await new SignJWT({ key })
    .setProtectedHeader({ alg: 'HS256', typ: 'chat-admin+jwt' })
    .setIssuer('chat')
    .sign(secret)
  expect(await sessions.isGood(endless)).toBe(false)
})

test('the key is known from what is nearly the key', () => {
  const sessions = createSessions()
  expect(sessions.isKey(adminKey)).toBe(true)
  for (const given of ['', adminKey.slice(1), `${adminKey} `, adminKey.toUpperCase()]) {
    expect(sessions.isKey(given)).toBe(false)
  }
})
