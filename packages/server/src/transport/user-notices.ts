import type { Push } from '@chat/protocol'
import type { Connections } from './connections.js'

export type UserNoticesOptions = {
  connections: Connections
  /** Tells other processes, where the user may be connected too. */
  onNotice: (userId: string, notice: Push<'notice'>) => void
}

/** Tells a user something on every connection that they have. */
export class UserNotices {
  readonly #options: UserNoticesOptions

  constructor(options: UserNoticesOptions) {
    this.#options = options
  }

  send(userId: string, notice: Push<'notice'>): void {
    this.receive(userId, notice)
    this.#options.onNotice(userId, notice)
  }

  /** From another process, or for this one alone. */
  receive(userId: string, notice: Push<'notice'>): void {
    for (const { socket, person } of this.#options.connections) {
      if (person.user.id === userId) socket.emit('notice', notice)
    }
  }
}
