/** How long other tabs have to say that the message is seen there, ms. */
const SEEN_MS = 300
/** For how long no other tab may tell of the same message, however late its timers run, ms. */
const HOLD_MS = 10_000

/** Sees to it that of all tabs of the site one tells of a message, and none where it is seen in one. */
export class OneTab {
  readonly #tabs = new BroadcastChannel('chat-alerts')
  readonly #seen = new Set<string>()

  constructor() {
    this.#tabs.onmessage = ({ data }: MessageEvent<string>) => this.#seen.add(data)
  }

  /** The visitor sees the message in this tab. */
  see(id: string): void {
    this.#tabs.postMessage(id)
  }

  /** Resolves with whether this tab is the one that tells of the message. */
  async claim(id: string): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve, SEEN_MS))
    if (this.#seen.delete(id)) return false
    // Locks exist on secure pages only; elsewhere each tab that has the room open tells.
    const { locks } = navigator as { locks?: LockManager }
    if (!locks) return true
    return new Promise((resolve) => {
      void locks.request(`chat-alert ${id}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        if (lock) return new Promise((release) => setTimeout(release, HOLD_MS))
        return undefined
      })
    })
  }
}
