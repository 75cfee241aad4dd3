import { ChatError, isDisplayName, normaliseDisplayName, type Role } from '@chat/protocol'
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose'
import { createHmac } from 'node:crypto'
import type { IdentityKeys, IdentitySettings } from '../options/identity-options.js'

const MAX_SKEW_S = 60
const USER_ID_BYTES = 16
/** Keys are asked for no more often than this, whatever key a token names, ms. */
const COOL_DOWN_MS = 30_000
/** A key that the site has withdrawn holds for so long at most, ms. */
const MAX_AGE_MS = 600_000
const FETCH_TIMEOUT_MS = 5_000

/** Whom the site says that somebody is. */
export type HostIdentity = {
  /** Public id: the same for the same `iss` and `sub`, and nobody else's. */
  id: string
  /** Undefined: the site leaves it to them. */
  name: string | undefined
  /** Undefined: none. */
  role: Role | undefined
  /** Where the site has identified them. */
  rooms: readonly string[] | '*'
  /** The site's own name for its visitor. */
  visitor: string
  /** ms since 1970, with what clocks may differ by. */
  until: number
}

export type HostIdentitiesOptions = IdentitySettings & {
  /** Makes user ids; the server's signing secret. */
  secret: Uint8Array
  /** Longest display name; a longer one is cut. */
  nameLength: number
  /** Told where the site's keys cannot be had. */
  onError: (error: unknown) => void
  /** Milliseconds since 1970. */
  now?: () => number
}

const ES256 = ['ES256']
// Two names of one algorithm, the older and the newer (RFC 8037, RFC 9864).
const EDDSA = ['EdDSA', 'Ed25519']

type Verify = (token: string) => Promise<JWTPayload>

/** Verifies the identities that the host site has signed: JWTs (RFC 7519). */
export class HostIdentities {
  readonly #options: HostIdentitiesOptions
  readonly #verify: Verify

  constructor(options: HostIdentitiesOptions) {
    this.#options = options
    this.#verify = createVerify(options)
  }

  /**
   * Whom the token stands for. One that does not hold never makes an anonymous visitor of whoever was to be somebody.
   *
   * @throws ChatError `forbidden`, saying what is wrong with it; `unavailable` where the site's keys cannot be had
   */
  async verify(token: string): Promise<HostIdentity> {
    const payload = await this.#verify(token).catch((error: unknown) => {
      throw this.#toChatError(error)
    })
    const { iss = '', sub = '', exp = 0, role, rooms, visitor = sub } = payload
    // jose looks at their values only where one is expected.
    if (typeof sub !== 'string' || sub === '') throw invalid('"sub" must be a text')
    if (typeof iss !== 'string') throw invalid('"iss" must be a text')
    if (role !== undefined && role !== 'moderator' && role !== 'host') {
      throw invalid('"role" must be moderator or host')
    }
    if (rooms !== undefined && !isTexts(rooms)) throw invalid('"rooms" must be a list of names')
    if (typeof visitor !== 'string') throw invalid('"visitor" must be a text')
    return {
      id: this.#userId(iss, sub),
      name: this.#readName(payload['name']),
      role,
      rooms: rooms?.map((room) => room.normalize('NFC')) ?? '*',
      visitor,
      until: (exp + MAX_SKEW_S) * 1_000,
    }
  }

  // With the key of this server: whoever knows a site's ids knows nothing of those here.
  #userId(issuer: string, sub: string): string {
    const digest = createHmac('sha256', this.#options.secret)
      .update(`user ${JSON.stringify([issuer, sub])}`)
      .digest()
    return digest.subarray(0, USER_ID_BYTES).toString('base64url')
  }

  #readName(given: unknown): string | undefined {
    if (given === undefined) return undefined
    if (typeof given !== 'string') throw invalid('"name" must be a text')
    const points = [...normaliseDisplayName(given)]
    const name = points.slice(0, this.#options.nameLength).join('').trim()
    if (!isDisplayName(name)) throw invalid('"name" must be something visible, in one line')
    return name
  }

  #toChatError(error: unknown): ChatError {
    if (error instanceof errors.JWTExpired) {
      return new ChatError('forbidden', 'The identity has expired: sign a fresh one.')
    }
    if (error instanceof errors.JOSEAlgNotAllowed) {
      const algorithms = algorithmsOf(this.#options.keys)
      return invalid(`"alg" must be ${algorithms.join(' or ')}, by the key that is configured here`)
    }
    if (error instanceof errors.JWKSMultipleMatchingKeys) {
      return invalid('the site has several keys, so its header must name one ("kid")')
    }
    const isOfSite =
      error instanceof errors.JWKSTimeout ||
      error instanceof errors.JWKSInvalid ||
      !(error instanceof errors.JOSEError) ||
      error.code === 'ERR_JOSE_GENERIC'
    if (!isOfSite) return invalid(error.message)
    this.#options.onError(error)
    return new ChatError('unavailable', 'The keys of the site cannot be had; try again.', {
      cause: error,
    })
  }
}

/** The algorithms are those of the keys: a token cannot have a public key taken for a shared one (RFC 8725, 3.1). */
function createVerify({ keys, audience, issuer, now = Date.now }: HostIdentitiesOptions): Verify {
  const fixed = {
    algorithms: algorithmsOf(keys),
    audience: [...audience],
    ...(issuer !== undefined && { issuer }),
    requiredClaims: ['sub', 'exp', 'aud'],
    clockTolerance: MAX_SKEW_S,
  }
  const check = () => ({ ...fixed, currentDate: new Date(now()) })
  if (keys.type === 'shared') return (token) => verifyShared(token, keys.keys, check())
  if (keys.type === 'public') {
    return async (token) => (await jwtVerify(token, keys.key, check())).payload
  }
  const find = keysOf(keys)
  return async (token) => (await jwtVerify(token, find, check())).payload
}

function algorithmsOf(keys: IdentityKeys): string[] {
  if (keys.type === 'shared') return ['HS256']
  if (keys.type === 'public') return keys.key.asymmetricKeyType === 'ec' ? ES256 : EDDSA
  return [...ES256, ...EDDSA]
}

async function verifyShared(
  token: string,
  keys: readonly Uint8Array[],
  check: Parameters<typeof jwtVerify>[2],
): Promise<JWTPayload> {
  let failure: unknown
  for (const key of keys) {
    try {
      return (await jwtVerify(token, key, check)).payload
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error
      failure = error
    }
  }
  throw failure
}

function keysOf(keys: Extract<IdentityKeys, { type: 'set' | 'url' }>) {
  if (keys.type === 'set') return createLocalJWKSet(keys.keys)
  return createRemoteJWKSet(keys.url, {
    cooldownDuration: COOL_DOWN_MS,
    cacheMaxAge: MAX_AGE_MS,
    timeoutDuration: FETCH_TIMEOUT_MS,
  })
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function invalid(reason: string): ChatError {
  return new ChatError('forbidden', `The identity is not valid: ${reason}.`)
}
