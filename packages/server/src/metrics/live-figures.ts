/** How things stand on this process at one moment. */
export type LiveFigures = {
  connections: number
  /** Rooms with a connection in them. */
  rooms: number
  /** Users in rooms, each counted once a room. */
  members: number
  /** Bytes that wait to be sent. */
  bufferedBytes: number
}
