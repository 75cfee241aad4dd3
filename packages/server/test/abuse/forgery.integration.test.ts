import { decodeJwt, generateKeyPair, SignJWT, UnsecuredJWT, exportSPKI } from 'jose'
import { expect, test } from 'vitest'
import { startServer } from '../running-server.js'
import { Visitor } from '../visitor.js'
import { note, printAtTheEnd } from './tally.js'
import { ROOM } from './troublemaker.js'

printAtTheEnd()

const KEY = new TextEncoder().encode('a key that the site and its chat server share')
const AUDIENCE = 'https://chat.example'

const claims = (header: { alg: string }, audience = AUDIENCE, exp = '5m') =>
  new SignJWT({ name: 'Mira', role: 'moderator' })
    .setProtectedHeader(header)
    .setSubject('mira')
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(exp)

test('forged identities', async () => {
  const { url } = await startServer({
    identity: { key: new TextDecoder().decode(KEY), audience: AUDIENCE },
  })
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const other = new TextEncoder().encode('a key that somebody else has made up')
  const forged: Record<string, string> = {
    'alg none': new UnsecuredJWT({ name: 'Mira', role: 'moderator' })
      .setSubject('mira')
      .setAudience(AUDIENCE)
      .setExpirationTime('5m')
      .encode(),
    'another key': await claims({ alg: 'HS256' }).sign(other),
    'another audience': await claims({ alg: 'HS256' }, 'https://other.example').sign(KEY),
    expired: await claims({ alg: 'HS256' }, AUDIENCE, '-5m').sign(KEY),
    'another algorithm': await claims({ alg: 'ES256' }).sign(privateKey),
    'the public key as a secret': await claims({ alg: 'HS256' }).sign(
      new TextEncoder().encode(await exportSPKI(publicKey)),
    ),
    'HS512 in place of HS256': await claims({ alg: 'HS512' }).sign(
      new TextEncoder().encode('x'.repeat(64)),
    ),
  }
  let roles = 0
  for (const identity of Object.values(forged)) {
    const visitor = await Visitor.arrive(url, { identity })
    if (!visitor.refusal) roles += 1
    expect(visitor.refusal?.code).toBe('forbidden')
  }
  const true_ = await Visitor.arrive(url, { identity: await claims({ alg: 'HS256' }).sign(KEY) })
  const joined = await true_.request('join', { room: ROOM })
  expect(joined.you).toEqual({ role: 'moderator' })
  // What a server would believe that reads them and does not verify.
  const claimed = Object.values(forged).filter((token) => decodeJwt(token)['role'] === 'moderator')
  note('Forged identities', 'no check', `${claimed.length} moderators`)
  note('Forged identities', 'this server', `${roles} of ${Object.keys(forged).length} let in`)
})

test.each([
  ['no limits', 'off'],
  ['limits as they are by default', {}],
] as const)('somebody guesses the admin key, against %s', async (name, rates) => {
  const adminKey = 'the-one-admin-key-of-this-server'
  const { url } = await startServer({ adminKey, rates })
  const ask = (key: string) =>
    fetch(`${url}/api/rooms`, { headers: { authorization: `Bearer ${key}` } })
  const statuses = []
  for (let i = 0; i < 60; i += 1)
    statuses.push((await ask(`guess-number-${i}-of-the-admin-key`)).status)
  const listenedTo = statuses.filter((status) => status === 401).length
  note('60 guesses of the admin key', name, `${listenedTo} listened to`)
  if (rates === 'off') {
    expect(listenedTo).toBe(60)
    expect((await ask(adminKey)).status).toBe(200)
  } else {
    expect(listenedTo).toBeLessThanOrEqual(20)
    // Not even the right one is told from the wrong ones then.
    expect((await ask(adminKey)).status).toBe(429)
  }
})
