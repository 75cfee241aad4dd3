/** Bounds that a server holds and tells every client in `session.limits`. */
export type Limits = {
  /** Longest message, code points. */
  textLength: number
  /** Longest display name, code points. */
  nameLength: number
  /** Longest room name, code points. */
  roomNameLength: number
  /** Messages in an answer to `join` or `history` when the request names no `limit`. */
  historyPage: number
  /** Most messages in one answer; a larger `limit` is answered with this many. */
  historyPageMax: number
  /** Most events replayed by `join` or `sync` with `after`; a larger gap is answered with a snapshot. */
  resumeEvents: number
  /** Most users in `members.list`. Also the size up to which `presence` says who came and went. */
  memberList: number
  /** Most rooms that one connection may be in. */
  roomsPerConnection: number
  /** Most different emoji on one message. */
  reactionsPerMessage: number
  /** Largest packet that a client may send, bytes. A larger one closes the connection. */
  packetBytes: number
}

export const DEFAULT_LIMITS: Limits = {
  textLength: 4_000,
  nameLength: 32,
  roomNameLength: 64,
  historyPage: 50,
  historyPageMax: 200,
  resumeEvents: 1_000,
  memberList: 200,
  roomsPerConnection: 50,
  reactionsPerMessage: 20,
  packetBytes: 65_536,
}
