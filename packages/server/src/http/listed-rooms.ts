import type { LiveRoom } from '../presence/presence.js'
import type { Routes } from './routes.js'

const MOST_LISTED = 100
/** Most rooms that are looked through for those that may be listed. */
const MOST_LIVE = 1_000
/** How long it is remembered whether a room may be listed, ms: whoever asks often makes the store no work. */
const KEPT_MS = 3_000

type Known = { isListed: boolean; at: number }

/** The rooms with members now, but for those that are not to be listed. */
export class ListedRooms {
  readonly #routes: Pick<Routes, 'presence' | 'settingsOf'>
  #known = new Map<string, Known>()

  constructor(routes: Pick<Routes, 'presence' | 'settingsOf'>) {
    this.#routes = routes
  }

  /** Most members first. */
  async read(): Promise<LiveRoom[]> {
    const listed: LiveRoom[] = []
    const known = new Map<string, Known>()
    for (const room of await this.#routes.presence.liveRooms(MOST_LIVE)) {
      if (listed.length === MOST_LISTED) break
      const found = await this.#find(room.name)
      known.set(room.name, found)
      if (found.isListed) listed.push(room)
    }
    this.#known = known
    return listed
  }

  async #find(name: string): Promise<Known> {
    const known = this.#known.get(name)
    if (known && Date.now() - known.at < KEPT_MS) return known
    try {
      const { unlisted } = await this.#routes.settingsOf(name)
      return { isListed: !unlisted, at: Date.now() }
    } catch {
      // Better not told of than told of by mistake.
      return { isListed: false, at: 0 }
    }
  }
}
