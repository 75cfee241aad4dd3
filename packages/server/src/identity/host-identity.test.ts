import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import { expect, test } from 'vitest'
import {
  audience,
  claims,
  createIdentities,
  ec,
  ed,
  forge,
  jwkOf,
  key,
  now,
  pemOf,
  sign,
} from '../../test/signed-identity.js'
import { readIdentity, type IdentityOptions } from '../options/identity-options.js'
import { HostIdentities } from './host-identity.js'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })

test('what the site says of somebody is taken over', async () => {
  const { identities } = createIdentities({ key })
  const token = await sign({ ...claims, role: 'moderator', rooms: ['tea'], visitor: 'v1' })
  expect(await identities.verify(token)).toEqual({
    id: expect.stringMatching(/^[\w-]{22}$/),
    name: 'Ann',
    role: 'moderator',
    rooms: ['tea'],
    visitor: 'v1',
    until: (claims.exp + 60) * 1_000,
  })
})

test('without a role, rooms or a visitor of its own it is no role, all rooms, and the sub', async () => {
  const { identities } = createIdentities({ key })
  const identity = await identities.verify(await sign({ ...claims, name: undefined }))
  expect(identity).toMatchObject({ name: undefined, role: undefined, rooms: '*', visitor: '42' })
})

test.each<[string, IdentityOptions, Parameters<typeof sign>]>([
  ['a shared key', { key }, [claims]],
  ['a public key', { publicKey: pemOf(ec) }, [claims, ec.privateKey, { alg: 'ES256' }]],
])('time goes on while a server runs: %s', async (_, options, [said, ...signing]) => {
  let clock = now
  const identities = new HostIdentities({
    ...readIdentity({ ...options, audience }),
    secret: randomBytes(32),
    nameLength: 32,
    onError() {},
    now: () => clock,
  })
  const day = 86_400
  const today = await sign(said, ...signing)
  const begin = now / 1_000 + day
  const tomorrow = await sign({ ...said, nbf: begin, exp: begin + 600 }, ...signing)
  await expect(identities.verify(today)).resolves.toMatchObject({ name: 'Ann' })
  await expect(identities.verify(tomorrow)).rejects.toMatchObject({ code: 'forbidden' })

  clock += day * 1_000

  await expect(identities.verify(today)).rejects.toMatchObject({
    message: expect.stringContaining('expired'),
  })
  await expect(identities.verify(tomorrow)).resolves.toMatchObject({ name: 'Ann' })
})

test('a name that is too long is cut; white space in it is folded', async () => {
  const { identities } = createIdentities({ key })
  const { name } = await identities.verify(
    await sign({ ...claims, name: `Ann  ${'🦦'.repeat(40)}` }),
  )
  expect(name).toBe(`Ann ${'🦦'.repeat(28)}`)
})

test('the user id cannot be told from iss and sub without the secret of the server', async () => {
  const { identities } = createIdentities({ key })
  const other = new HostIdentities({
    ...readIdentity({ key, audience }),
    secret: randomBytes(32),
    nameLength: 32,
    onError() {},
    now: () => now,
  })
  const token = await sign(claims)
  expect((await other.verify(token)).id).not.toBe((await identities.verify(token)).id)
})

test.each<[string, IdentityOptions, () => Promise<string>]>([
  ['HS256', { key }, () => sign(claims)],
  ['ES256, a PEM', { publicKey: pemOf(ec) }, () => sign(claims, ec.privateKey, { alg: 'ES256' })],
  ['EdDSA, a PEM', { publicKey: pemOf(ed) }, () => sign(claims, ed.privateKey, { alg: 'EdDSA' })],
  [
    'ES256, a JWK',
    { publicKey: JSON.stringify(jwkOf(ec)) },
    () => sign(claims, ec.privateKey, { alg: 'ES256', kid: 'any' }),
  ],
  [
    'a JWK Set, by kid',
    { publicKey: JSON.stringify({ keys: [jwkOf(ec, 'old'), jwkOf(ed, 'new')] }) },
    () => sign(claims, ed.privateKey, { alg: 'EdDSA', kid: 'new' }),
  ],
  [
    'the older of two shared keys',
    { key: [key, 'the newer key, also 32 bytes long'] },
    () => sign(claims),
  ],
  [
    'the newer of two shared keys',
    { key: ['the older key, also 32 bytes long', key] },
    () => sign(claims),
  ],
  ['an issuer', { key, issuer: 'site' }, () => sign({ ...claims, iss: 'site' })],
  [
    'one of several audiences',
    { key, audience: ['x', 'y'] },
    () => sign({ ...claims, aud: ['z', 'y'] }),
  ],
  ['a clock that is a minute behind', { key }, () => sign({ ...claims, exp: now / 1_000 - 59 })],
])('taken: %s', async (_, options, token) => {
  const { identities } = createIdentities(options)
  expect(await identities.verify(await token())).toMatchObject({ name: 'Ann' })
})

test.each<[string, IdentityOptions, () => string | Promise<string>, RegExp]>([
  ['no token at all', { key }, () => 'Ann', /not valid/],
  ['alg: none', { key }, () => new UnsecuredJWT(claims).encode(), /not valid: .*alg/],
  [
    'alg: none, to a public key',
    { publicKey: pemOf(ec) },
    () => new UnsecuredJWT(claims).encode(),
    /alg/,
  ],
  ['alg: none, signed', { key }, () => forge({ alg: 'none' }, key), /alg/],
  [
    'RS256, to a P-256 key',
    { publicKey: pemOf(ec) },
    () => sign(claims, rsa.privateKey, { alg: 'RS256' }),
    /"alg" must be ES256, by the key/,
  ],
  [
    'RS256, to an Ed25519 key',
    { publicKey: pemOf(ed) },
    () => sign(claims, rsa.privateKey, { alg: 'RS256' }),
    /"alg" must be EdDSA or Ed25519, by the key/,
  ],
  [
    'RS256, to a shared key',
    { key },
    () => sign(claims, rsa.privateKey, { alg: 'RS256' }),
    /"alg" must be HS256, by the key/,
  ],
  ['another key', { key }, () => sign(claims, 'the key of somebody else, as long'), /signature/],
  [
    'another algorithm of the same key',
    { key },
    () => sign(claims, key.repeat(2), { alg: 'HS512' }),
    /alg/,
  ],
  [
    'HS256 with the public key as its secret, where an ES256 key is expected',
    { publicKey: pemOf(ec) },
    () => forge({ alg: 'HS256' }, pemOf(ec)),
    /alg/,
  ],
  [
    'HS256 with the bytes of the public key as its secret, where a JWK Set is',
    { publicKey: JSON.stringify({ keys: [jwkOf(ed, 'a')] }) },
    () =>
      forge(
        { alg: 'HS256', kid: 'a' },
        createPublicKey(pemOf(ed)).export({ type: 'spki', format: 'der' }),
      ),
    /alg/,
  ],
  [
    'a header that says ES256 over an HMAC of the public key',
    { publicKey: pemOf(ec) },
    () => forge({ alg: 'ES256' }, pemOf(ec)),
    /signature/,
  ],
  [
    'EdDSA where the key is of ES256',
    { publicKey: pemOf(ec) },
    () => sign(claims, ed.privateKey, { alg: 'EdDSA' }),
    /alg/,
  ],
  [
    'another key of the same kind',
    { publicKey: pemOf(ec) },
    () =>
      sign(claims, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, { alg: 'ES256' }),
    /signature/,
  ],
  [
    'a kid that is not in the set',
    { publicKey: JSON.stringify({ keys: [jwkOf(ec, 'a')] }) },
    () => sign(claims, ec.privateKey, { alg: 'ES256', kid: 'b' }),
    /no applicable key/,
  ],
  [
    'no kid where several keys fit',
    { publicKey: JSON.stringify({ keys: [jwkOf(ec, 'a'), jwkOf(ec, 'b')] }) },
    () => sign(claims, ec.privateKey, { alg: 'ES256' }),
    /kid/,
  ],
  [
    'a key in the header itself',
    { publicKey: pemOf(ec) },
    () => {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', jwk: jwkOf(own) })
        .sign(own.privateKey)
    },
    /signature/,
  ],
  [
    'a token that was changed',
    { key },
    async () => {
      const [head, , tail] = (await sign(claims)).split('.')
      const changed = Buffer.from(JSON.stringify({ ...claims, sub: '1' })).toString('base64url')
      return `${head}.${changed}.${tail}`
    },
    /signature/,
  ],
  ['another audience', { key }, () => sign({ ...claims, aud: 'https://other.example' }), /aud/],
  ['no audience', { key }, () => sign({ ...claims, aud: undefined }), /aud/],
  ['another issuer', { key, issuer: 'site' }, () => sign({ ...claims, iss: 'other' }), /iss/],
  ['no issuer where one is asked for', { key, issuer: 'site' }, () => sign(claims), /iss/],
  ['one that has expired', { key }, () => sign({ ...claims, exp: now / 1_000 - 61 }), /expired/],
  ['one without an end', { key }, () => sign({ ...claims, exp: undefined }), /exp/],
  ['one that begins later', { key }, () => sign({ ...claims, nbf: now / 1_000 + 61 }), /nbf/],
  ['nobody', { key }, () => sign({ ...claims, sub: undefined }), /sub/],
  ['an empty sub', { key }, () => sign({ ...claims, sub: '' }), /sub/],
  [
    'a sub that is a number',
    { key },
    () => forge({ alg: 'HS256' }, key, { ...claims, sub: 42 }),
    /sub/,
  ],
  [
    'an iss that is a number',
    { key },
    () => forge({ alg: 'HS256' }, key, { ...claims, iss: 42 }),
    /iss/,
  ],
  [
    'an end that is a text',
    { key },
    () => forge({ alg: 'HS256' }, key, { ...claims, exp: 'never' }),
    /exp/,
  ],
  ['a role that there is not', { key }, () => sign({ ...claims, role: 'admin' }), /role/],
  ['rooms that are no list', { key }, () => sign({ ...claims, rooms: '*' }), /rooms/],
  ['an invisible name', { key }, () => sign({ ...claims, name: '\u200b' }), /name/],
])('refused: %s', async (_, options, token, reason) => {
  const { identities, errors } = createIdentities(options)
  await expect(identities.verify(await token())).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringMatching(reason),
  })
  expect(errors).toEqual([])
})
