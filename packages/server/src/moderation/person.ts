import type { User } from '@chat/protocol'

/** What is known of whoever is behind a connection, so that a sanction finds them again. */
export type Person = {
  user: User
  /** When this identity was made, ms since 1970. */
  since: number
  /** Keyed hashes, see `Marks`. */
  marks: readonly string[]
  /** A bot that the operator has given a key: filters leave it alone. */
  isBot?: boolean
}
