import { jwtVerify, SignJWT } from 'jose'
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { HostIdentity } from './host-identity.js'

const ISSUER = 'chat'
const TYPE = 'chat-admin+jwt'
const MAX_AGE_S = 3_600

/** Who the operator is in rooms and in the audit trail. */
export const ADMIN_USER = { id: 'admin', name: 'Admin', role: 'host' } as const

/**
 * Stands for the admin key for an hour, so that a browser need not keep the key: a JWT signed with HS256, good in every
 * process that has the same secret and the same admin key.
 */
export class AdminSessions {
  readonly #secret: Uint8Array
  readonly #adminKey: string
  readonly #now: () => number

  constructor(options: { secret: Uint8Array; adminKey: string; now?: () => number }) {
    this.#secret = options.secret
    this.#adminKey = options.adminKey
    this.#now = options.now ?? Date.now
  }

  /** Takes the same time whatever is given. */
  isKey(given: string): boolean {
    const digest = (text: string) => createHash('sha256').update(text).digest()
    return timingSafeEqual(digest(given), digest(this.#adminKey))
  }

  async issue(): Promise<{ token: string; expiresAt: string }> {
    const now = Math.floor(this.#now() / 1_000)
    const token = await new SignJWT({ key: this.#keyMark() })
      .setProtectedHeader({ alg: 'HS256', typ: TYPE })
      .setIssuer(ISSUER)
      .setIssuedAt(now)
      .setExpirationTime(now + MAX_AGE_S)
      .sign(this.#secret)
    return { token, expiresAt: new Date((now + MAX_AGE_S) * 1_000).toISOString() }
  }

  /** Whether the token is a session that has not ended. */
  async isGood(token: string): Promise<boolean> {
    return (await this.#readEnd(token)) !== undefined
  }

  /** The operator in rooms, as long as the session lasts; undefined where the token is none. */
  async identityOf(token: string): Promise<HostIdentity | undefined> {
    const end = await this.#readEnd(token)
    if (end === undefined) return undefined
    const { id, name, role } = ADMIN_USER
    return { id, name, role, rooms: '*', visitor: id, until: end * 1_000 }
  }

  /** Seconds since 1970. */
  async #readEnd(token: string): Promise<number | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        typ: TYPE,
        requiredClaims: ['exp'],
        currentDate: new Date(this.#now()),
      })
      return payload['key'] === this.#keyMark() ? payload.exp : undefined
    } catch {
      return undefined
    }
  }

  /** Another admin key ends the sessions of the one before. */
  #keyMark(): string {
    return createHmac('sha256', this.#secret)
      .update(`admin ${this.#adminKey}`)
      .digest('base64url')
      .slice(0, 16)
  }
}
