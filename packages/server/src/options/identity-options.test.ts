import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { readIdentity, type IdentityOptions } from './identity-options.js'

const key = 'the key of a site, for tests: 32 bytes'
const audience = 'https://chat.example'
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const spki = { type: 'spki', format: 'pem' } as const

test('the audience is the public address of the server, unless another is given', () => {
  expect(readIdentity({ key }, audience).audience).toEqual([audience])
  expect(readIdentity({ key, audience: ['a', 'b'] }, audience).audience).toEqual(['a', 'b'])
})

test.each<[string, IdentityOptions, RegExp]>([
  ['no key', { audience }, /one of key, publicKey and jwksUrl/],
  ['two kinds of keys', { key, jwksUrl: 'https://a.example', audience }, /one of/],
  ['no audience', { key }, /audience/],
  ['an empty audience', { key, audience: '' }, /audience/],
  ['a short key', { key: 'fifteen letters', audience }, /16 characters/],
  ['a short key among others', { key: [key, 'short'], audience }, /16 characters/],
  ['a PEM for a shared key', { key: ec.publicKey.export(spki).toString(), audience }, /publicKey/],
  [
    'a private key',
    { publicKey: ec.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), audience },
    /private/,
  ],
  [
    'a private JWK',
    { publicKey: JSON.stringify(ec.privateKey.export({ format: 'jwk' })), audience },
    /private/,
  ],
  [
    'a shared JWK',
    { publicKey: JSON.stringify({ kty: 'oct', k: 'c2VjcmV0' }), audience },
    /private/,
  ],
  ['an RSA key', { publicKey: rsa.publicKey.export(spki).toString(), audience }, /P-256/],
  [
    'another curve',
    {
      publicKey: generateKeyPairSync('ec', { namedCurve: 'P-384' })
        .publicKey.export(spki)
        .toString(),
      audience,
    },
    /P-256/,
  ],
  ['what is no key', { publicKey: '{"keys":[{}]}', audience }, /PEM/],
  ['what is nothing', { publicKey: '', audience }, /PEM/],
  ['keys by http', { jwksUrl: 'http://a.example/jwks', audience }, /https/],
  ['what is no address', { jwksUrl: 'jwks', audience }, /https/],
])('%s is refused, and no key is repeated', (_, options, reason) => {
  expect(() => readIdentity(options)).toThrow(reason)
  expect(() => readIdentity(options)).not.toThrow(key)
})
