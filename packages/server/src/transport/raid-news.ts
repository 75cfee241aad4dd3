import type { Connections } from './connections.js'

const BEGUN =
  'A wave of strangers has come into the room: it is in slow mode until the wave is over.'
const OVER = 'The wave of strangers is over: the room is as it was before.'

/** Tells the moderators in a room of a wave of strangers. */
export class RaidNews {
  readonly #connections: Connections

  constructor(connections: Connections) {
    this.#connections = connections
  }

  tell(room: string, isOn: boolean): void {
    const notice = isOn
      ? { code: 'raid', message: BEGUN, room }
      : { code: 'raid_over', message: OVER, room }
    for (const connection of this.#connections.in(room)) {
      if (connection.roleIn(room)) connection.socket.emit('notice', notice)
    }
  }
}
