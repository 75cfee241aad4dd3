import { isDisplayName, type User } from '@chat/protocol'
import { jwtVerify } from 'jose'
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

const ISSUER = 'chat'
const TYPE = 'chat-session+jwt'
const DAY_S = 86_400
const MAX_SKEW_S = 60
const HEADER = encode({ alg: 'HS256', typ: TYPE })

/** Whom a token stands for. */
export type Resumed = {
  user: User
  /** When the identity was made, ms since 1970. */
  since: number
  /** Whether the host site has identified them: then the token is nothing without a fresh identity. */
  isOfSite: boolean
}

export type SessionTokensOptions = {
  /** Seconds that a token is good for; every connection gets a new one. Default 180 days. */
  maxAgeS?: number
  /** Milliseconds since 1970. */
  now?: () => number
}

/**
 * Resume tokens: JWTs signed with HS256 (RFC 7519, RFC 7515), good in every process that has the secret. They say who
 * somebody is, never what they may do.
 */
export class SessionTokens {
  readonly #key: KeyObject
  readonly #maxAgeS: number
  readonly #now: () => number

  constructor(secret: Uint8Array, options: SessionTokensOptions = {}) {
    // Imported once: bytes would be imported for every token.
    this.#key = createSecretKey(secret)
    this.#maxAgeS = options.maxAgeS ?? 180 * DAY_S
    this.#now = options.now ?? Date.now
  }

  // Every connection gets one, and all come back at once after a restart: a signature by way of Web Crypto and its threads
  // takes ten times as long. Reading tokens, where much can go wrong, is left to jose.
  issue({ user: { id, name }, since, isOfSite }: Resumed): string {
    const now = Math.floor(this.#now() / 1_000)
    const claims = {
      name,
      since: Math.floor(since / 1_000),
      ...(isOfSite && { site: true }),
      iss: ISSUER,
      sub: id,
      iat: now,
      exp: now + this.#maxAgeS,
    }
    const signed = `${HEADER}.${encode(claims)}`
    return `${signed}.${createHmac('sha256', this.#key).update(signed).digest('base64url')}`
  }

  /** Whom the token stands for; undefined where it is forged, expired, or no token at all. */
  async verify(token: string): Promise<Resumed | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        typ: TYPE,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: MAX_SKEW_S,
        currentDate: new Date(this.#now()),
      })
      const { sub: id, name, iat = 0, since = iat } = payload
      if (!id || typeof name !== 'string' || !isDisplayName(name)) return undefined
      return {
        user: { id, name },
        since: Number(since) * 1_000,
        isOfSite: payload['site'] === true,
      }
    } catch {
      return undefined
    }
  }
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
