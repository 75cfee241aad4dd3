import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import type { JSONWebKeySet } from 'jose'

/** Shortest shared key, in characters. RFC 7518 asks for 32 bytes of it. */
const MIN_KEY_LENGTH = 16

export type IdentityOptions = {
  /**
   * The key that the site signs with (HS256), at least 16 characters, better 32 random bytes or more. Several, while one
   * is exchanged for another: each of them holds.
   */
  key?: string | readonly string[]
  /** The site's public key (ES256 or EdDSA): a PEM, a JWK or a JWK Set, as text. */
  publicKey?: string
  /** Where the site publishes its public keys (ES256, EdDSA): a JWK Set at an https address, or at localhost. */
  jwksUrl?: string
  /** What must stand in `aud`; one of them where there are several. Default: the server's `publicUrl`. */
  audience?: string | readonly string[]
  /** What must stand in `iss`. Default: it is not looked at. */
  issuer?: string
}

/** What identities are verified with. Which algorithms hold follows from it, never from the token. */
export type IdentityKeys =
  | { type: 'shared'; keys: readonly Uint8Array[] }
  | { type: 'public'; key: KeyObject }
  | { type: 'set'; keys: JSONWebKeySet }
  | { type: 'url'; url: URL }

export type IdentitySettings = {
  keys: IdentityKeys
  audience: readonly string[]
  issuer: string | undefined
}

/** @throws TypeError which option is wrong, and what is allowed */
export function readIdentity(options: IdentityOptions, publicUrl?: string): IdentitySettings {
  const { key, publicKey, jwksUrl, audience = publicUrl ?? [], issuer } = options
  const given = [key, publicKey, jwksUrl].filter((value) => value !== undefined)
  if (given.length !== 1) {
    throw new TypeError('identity must have one of key, publicKey and jwksUrl.')
  }
  const audiences = [audience].flat()
  if (audiences.length === 0 || audiences.includes('')) {
    throw new TypeError('identity.audience must be given where there is no publicUrl.')
  }
  const keys =
    key !== undefined
      ? readShared([key].flat())
      : publicKey !== undefined
        ? readPublic(publicKey)
        : readJwksUrl(String(jwksUrl))
  return { keys, audience: audiences, issuer }
}

// The values stay out of the messages: they are secrets.
function readShared(keys: readonly string[]): IdentityKeys {
  if (keys.length === 0 || keys.some((key) => key.length < MIN_KEY_LENGTH)) {
    throw new TypeError(`identity.key must have at least ${MIN_KEY_LENGTH} characters.`)
  }
  // Otherwise whoever can read the public key could sign with it.
  if (keys.some((key) => key.includes('-----BEGIN') || key.trimStart().startsWith('{'))) {
    throw new TypeError('identity.key is shared with the site; a PEM or a JWK is a publicKey.')
  }
  return { type: 'shared', keys: keys.map((key) => new TextEncoder().encode(key)) }
}

function readPublic(text: string): IdentityKeys {
  if (text.includes('PRIVATE KEY-----')) throw isPrivate()
  try {
    if (!text.trimStart().startsWith('{')) return { type: 'public', key: readKey(text) }
    const parsed = JSON.parse(text) as JsonWebKey & { keys?: JsonWebKey[] }
    const keys = parsed.keys ?? [parsed]
    if (keys.some((key) => 'd' in key || 'k' in key)) throw isPrivate()
    const [first] = keys
    if (!parsed.keys && first) return { type: 'public', key: readKey(first) }
    for (const key of keys) readKey(key)
    return { type: 'set', keys: parsed as JSONWebKeySet }
  } catch (error) {
    if (error instanceof TypeError && error.message.startsWith('identity.')) throw error
    throw wrongPublicKey()
  }
}

function readKey(key: string | JsonWebKey): KeyObject {
  const read = createPublicKey(typeof key === 'string' ? key : { key, format: 'jwk' })
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = read
  if (type === 'ed25519' || (type === 'ec' && details?.namedCurve === 'prime256v1')) return read
  throw wrongPublicKey()
}

function isPrivate(): TypeError {
  return new TypeError('identity.publicKey is a private key: give the server the public one alone.')
}

function wrongPublicKey(): TypeError {
  return new TypeError(
    'identity.publicKey must be a PEM, a JWK or a JWK Set of P-256 (ES256) or Ed25519 (EdDSA) keys; RSA keys are not taken.',
  )
}

function readJwksUrl(text: string): IdentityKeys {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isHere =
    url?.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  if (url && (url.protocol === 'https:' || isHere)) return { type: 'url', url }
  throw new TypeError('identity.jwksUrl must be an https address, or an http one on localhost.')
}
