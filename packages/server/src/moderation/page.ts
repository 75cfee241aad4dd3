/** A page of a list, the latest first: at most `limit` entries before the one with the key `before`. */
export type PageRequest = { before?: string | undefined; limit: number }
export type Page<T> = { entries: T[]; hasMore: boolean }
