/** What a signed identity of the host site may grant. Anonymous visitors have no role. */
export type Role = 'moderator' | 'host'

/** An anonymous identity as everybody sees it. Never an account, and never enough to resume a session. */
export type User = {
  /** 128 random bits, base64url, made by the server. */
  id: string
  /** Display name, 1–32 code points. Not unique. */
  name: string
  role?: Role
}
