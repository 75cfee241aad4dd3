/** `points` requests in `seconds`, counted for each user or, where it says so, each address. */
export type Rate = { points: number; seconds: number }

/** What is counted, each by itself, with the defaults for a public site. */
export const DEFAULT_RATES = {
  /** Messages of a user. */
  message: { points: 15, seconds: 10 },
  /** Edits, deletions and reactions of a user. */
  change: { points: 30, seconds: 10 },
  /** Joins and syncs of a user. */
  join: { points: 60, seconds: 10 },
  /** History pages of a user. */
  history: { points: 60, seconds: 10 },
  /** Typing signals of a user. */
  typing: { points: 20, seconds: 10 },
  /** Reports of a user. */
  report: { points: 10, seconds: 600 },
  /** What a moderator does. */
  moderate: { points: 60, seconds: 10 },
  /** Wrong passwords of a room: of a user, and of a network. */
  password: { points: 20, seconds: 600 },
  /** Name changes of a user. */
  name: { points: 5, seconds: 60 },
  /** Handshakes from an address. */
  handshake: { points: 300, seconds: 60 },
  /** Requests to `/api` from an address. */
  api: { points: 600, seconds: 60 },
  /** Wrong keys for `/api` and `/admin` from an address. */
  admin: { points: 10, seconds: 900 },
} as const satisfies Record<string, Rate>

export type RateLimitKind = keyof typeof DEFAULT_RATES
export type Rates = Record<RateLimitKind, Rate>

/** One of something for each kind. */
export function forEachKind<T>(create: (kind: RateLimitKind) => T): Record<RateLimitKind, T> {
  const kinds = Object.keys(DEFAULT_RATES) as RateLimitKind[]
  return Object.fromEntries(kinds.map((kind) => [kind, create(kind)])) as Record<RateLimitKind, T>
}

/** Counts requests over time. */
export interface RateLimit {
  /**
   * Counts one request of `key` (a user's id, or an address).
   *
   * @throws ChatError `rate_limited`, with `retryAfter` in ms
   */
  consume(kind: RateLimitKind, key: string): Promise<void>
  /** What was counted last of `key` does not count. */
  giveBack(kind: RateLimitKind, key: string): Promise<void>
  /**
   * Counts nothing, and refuses where nothing is left.
   *
   * @throws ChatError `rate_limited`, with `retryAfter` in ms
   */
  mustHaveLeft(kind: RateLimitKind, key: string): Promise<void>
  close(): Promise<void>
}
