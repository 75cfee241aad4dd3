import type { RoomSettings } from '@chat/protocol'
import { LRUCache } from 'lru-cache'
import type { Tally } from '../rate-limit/tally.js'
import type { RoomMeasures } from './measures.js'
import { tooSoon } from './too-soon.js'

/** Reactions that are remembered, so that a repetition is not counted again. */
const MAX_REMEMBERED = 20_000

export type ReactionCapOptions = {
  tally: Tally
  measures: RoomMeasures
  settingsOf: (room: string) => Promise<RoomSettings>
}

type Reaction = { room: string; user: string; id: string; emoji: string; on: boolean }

/** Bounds the reactions of a visitor in a room, and to one message. */
export class ReactionCap {
  readonly #options: ReactionCapOptions
  readonly #latest = new LRUCache<string, boolean>({ max: MAX_REMEMBERED })

  constructor(options: ReactionCapOptions) {
    this.#options = options
  }

  /** @throws ChatError `rate_limited` */
  async mayReact({ room, user, id, emoji, on }: Reaction): Promise<void> {
    const { measures, settingsOf } = this.#options
    const { reactions, reactionsToOne } = measures.in(await settingsOf(room))
    const key = `${user} ${id} ${emoji} ${room}`
    if (this.#latest.get(key) === on) return
    await this.#count(`react-to ${user} ${id}`, reactionsToOne)
    await this.#count(`react ${user} ${room}`, reactions)
    this.#latest.set(key, on)
  }

  async #count(key: string, rate: { points: number; seconds: number } | 'off'): Promise<void> {
    if (rate === 'off') return
    const { count, resetMs } = await this.#options.tally.add(key, rate.seconds)
    if (count > rate.points) throw tooSoon('Too many reactions', resetMs)
  }
}
