import type { Connection } from './connection.js'

/** The connections of this process that have a session. */
export class Connections {
  readonly #connections = new Set<Connection>()

  enter(connection: Connection): void {
    this.#connections.add(connection)
  }

  leave(connection: Connection): void {
    this.#connections.delete(connection)
  }

  /** Those that have joined a room. */
  in(room: string): Connection[] {
    return [...this.#connections].filter(({ rooms }) => rooms.has(room))
  }

  [Symbol.iterator](): Iterator<Connection> {
    return this.#connections.values()
  }
}
