import { jwtVerify, SignJWT } from 'jose'

const ISSUER = 'chat'
const TYPE = 'chat-moderator+jwt'

/** What the token of a moderator link says. */
export type LinkClaims = {
  /** Of the link. */
  id: string
  room: string
  /** ms since 1970. */
  until: number
}

/** The tokens of moderator links: whoever opens one moderates its room. Whether it was revoked stands in the store. */
export class LinkTokens {
  readonly #key: Uint8Array
  readonly #now: () => number

  constructor(secret: Uint8Array, now: () => number = Date.now) {
    this.#key = secret
    this.#now = now
  }

  issue({ id, room, until }: LinkClaims): Promise<string> {
    // In ASCII without `~`, which base64url writes as base64 does: the widget reads it with what little code every browser has.
    return new SignJWT({ room: encodeURIComponent(room).replaceAll('~', '%7E') })
      .setProtectedHeader({ alg: 'HS256', typ: TYPE })
      .setIssuer(ISSUER)
      .setJti(id)
      .setExpirationTime(Math.floor(until / 1_000))
      .sign(this.#key)
  }

  /** Undefined where it is forged, expired, or no token at all. */
  async verify(token: string): Promise<LinkClaims | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        typ: TYPE,
        requiredClaims: ['jti', 'exp', 'room'],
        currentDate: new Date(this.#now()),
      })
      const { jti: id = '', exp = 0, room } = payload
      if (typeof room !== 'string') return undefined
      return { id, room: decodeURIComponent(room), until: exp * 1_000 }
    } catch {
      return undefined
    }
  }
}

/** The address that makes a moderator of whoever opens it. What follows the `#` is sent to no server. */
export function createLinkUrl(publicUrl: string, room: string, token: string): string {
  return `${publicUrl}/?room=${encodeURIComponent(room)}#moderate=${token}`
}
