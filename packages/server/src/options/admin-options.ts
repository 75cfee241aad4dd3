export type AdminOptions = {
  /**
   * Opens `/admin` and `/api` to whoever presents it; at least 24 letters, digits or signs of ASCII. Default: neither is
   * there.
   */
  adminKey?: string
}

/** What an admin key must be: long enough that nobody guesses it, if it is random; and fit for a header. */
export const ADMIN_KEY_RULE = 'at least 24 characters, letters, digits or signs of ASCII'

export function isAdminKey(text: string): boolean {
  return /^[\x21-\x7e]{24,}$/.test(text)
}

// The value stays out of the message: it is a secret.
export function readAdminKey({ adminKey }: AdminOptions): string | undefined {
  if (adminKey === undefined || isAdminKey(adminKey)) return adminKey
  throw new TypeError(`adminKey must have ${ADMIN_KEY_RULE}.`)
}
