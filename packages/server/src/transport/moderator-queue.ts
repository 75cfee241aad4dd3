import type { Connections } from './connections.js'

/** Changes within this time are told of together, ms. */
const PAUSE_MS = 250

export type ModeratorQueueOptions = {
  connections: Connections
  /** How much waits in a room. */
  count: (room: string) => Promise<{ reports: number; held: number }>
  onError: (error: unknown) => void
}

/** Tells the moderators in a room how much waits for them. */
export class ModeratorQueue {
  readonly #options: ModeratorQueueOptions
  readonly #timers = new Map<string, NodeJS.Timeout>()

  constructor(options: ModeratorQueueOptions) {
    this.#options = options
  }

  /** There is more or less of it. */
  note(room: string): void {
    if (this.#timers.has(room)) return
    const timer = setTimeout(() => {
      this.#timers.delete(room)
      this.#tell(room).catch(this.#options.onError)
    }, PAUSE_MS)
    this.#timers.set(room, timer.unref())
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  async #tell(room: string): Promise<void> {
    const moderators = this.#options.connections.in(room).filter((one) => one.roleIn(room))
    if (moderators.length === 0) return
    const push = { room, ...(await this.#options.count(room)) }
    for (const { socket } of moderators) socket.emit('moderation', push)
  }
}
