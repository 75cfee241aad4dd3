import { SignJWT, type JWTPayload } from 'jose'

const KEY = 'the key of a site, for tests: 32 bytes'

/** A site that signs who its users are; give `identity` to the server. */
export const site = {
  identity: { key: KEY, audience: 'https://chat.example' },
  /** Good for an hour, unless the claims say otherwise. */
  sign(claims: JWTPayload): Promise<string> {
    const exp = Math.floor(Date.now() / 1_000) + 3_600
    return new SignJWT({ aud: 'https://chat.example', exp, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(KEY))
  },
}
