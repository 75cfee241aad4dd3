/** A page of a list, the latest first: at most `limit` entries before the one with the key `before`. */
export type PageRequest = { before?: string | undefined; limit: number }
export type Page<T> = { entries: T[]; hasMore: boolean }

/** The message that a page begins before: an id in a list of a room, `room/id` in one of all rooms. Empty: at the top. */
export function readCursor(room: string | undefined, before = ''): { room: string; id: string } {
  if (room !== undefined) return { room, id: before }
  const [of = '', id = ''] = before.split('/')
  return { room: of, id }
}

/** SQL, with `$1` for the room or empty: of this room, found by its index; or of any. */
export function isOfRoom(room: string | undefined): string {
  return room === undefined ? `$1 = ''` : 'room = $1'
}
