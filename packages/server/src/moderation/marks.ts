import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/** How long a key is used, ms. A mark of a network can be recognised for one to two of these. */
const PERIOD_MS = 30 * 86_400_000
const MARK_BYTES = 15

/**
 * Makes marks: hashes by which a banned person is known again under another identity, with a key that only this server
 * has and that changes every 30 days. Nobody can tell an address from its mark, and no two servers make the same.
 */
export class Marks {
  readonly #key: KeyObject
  readonly #now: () => number

  constructor(secret: Uint8Array, now: () => number = Date.now) {
    // Bytes would be made a key for every mark, which takes five times as long as the mark.
    this.#key = createSecretKey(secret)
    this.#now = now
  }

  /**
   * Of the network that they come from (an IPv4 address, or an IPv6 /64), as it is called now and was in the period
   * before; and of the site's own name for its visitor, which has no end.
   */
  of({ address, visitor }: { address: string; visitor?: string | undefined }): string[] {
    const period = Math.floor(this.#now() / PERIOD_MS)
    const networks = [period, period - 1].map((n) => this.#mark('n', `network ${n} ${address}`))
    return visitor === undefined ? networks : [...networks, this.#mark('v', `visitor ${visitor}`)]
  }

  #mark(kind: string, text: string): string {
    const digest = createHmac('sha256', this.#key).update(`mark ${text}`).digest()
    // Joined, and not put one behind the other: of that V8 would keep both, for as long as a connection lasts.
    return [kind, digest.subarray(0, MARK_BYTES).toString('base64url')].join('')
  }
}

/** Whether a mark is of a network, which people share; the others are of one person. */
export function isOfNetwork(mark: string): boolean {
  return mark.startsWith('n')
}
