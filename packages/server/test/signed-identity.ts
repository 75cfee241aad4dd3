import { createHmac, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'
import { HostIdentities } from '../src/identity/host-identity.js'
import { readIdentity, type IdentityOptions } from '../src/options/identity-options.js'

const secret = randomBytes(32)
export const key = 'the key of a site, for tests: 32 bytes'
export const audience = 'https://chat.example'
export const now = Date.parse('2030-01-01T00:00:00.000Z')
export const claims = { sub: '42', name: 'Ann', aud: audience, exp: now / 1_000 + 3_600 }

export const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const ed = generateKeyPairSync('ed25519')

/** Also what no site should sign. */
type Claims = { [claim: string]: unknown }

/** What verifies the identities of a site with these keys, and what it told of them. */
export function createIdentities(options: IdentityOptions) {
  const errors: unknown[] = []
  const identities = new HostIdentities({
    ...readIdentity({ audience, ...options }),
    secret,
    nameLength: 32,
    onError: (error) => errors.push(error),
    now: () => now,
  })
  return { identities, errors }
}

export function sign(
  payload: Claims,
  by: string | KeyObject = key,
  header: { alg: string; kid?: string } = { alg: 'HS256' },
): Promise<string> {
  const signer = typeof by === 'string' ? new TextEncoder().encode(by) : by
  return new SignJWT(payload).setProtectedHeader(header).sign(signer)
}

/** HS256 by hand: with whatever for a key, and whatever in the header. */
export function forge(header: object, by: string | Buffer, payload: object = claims): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const signed = `${encode(header)}.${encode(payload)}`
  return `${signed}.${createHmac('sha256', by).update(signed).digest('base64url')}`
}

export function pemOf({ publicKey }: { publicKey: KeyObject }): string {
  return publicKey.export({ type: 'spki', format: 'pem' }).toString()
}

export function jwkOf({ publicKey }: { publicKey: KeyObject }, kid?: string) {
  return { ...publicKey.export({ format: 'jwk' }), ...(kid !== undefined && { kid }) }
}
