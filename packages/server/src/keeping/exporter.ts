import type { HeldMessage, Message } from '@chat/protocol'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Store } from '../store/store.js'
import type { KeepingProgress } from './keeping-progress.js'

/** Rows that are read at a time, and all that is in memory at once. */
const PORTION = 500

/** Messages of a room, of a user in all rooms, or of a user in a room. */
export type Exported =
  { room: string; user?: string | undefined } | { room?: undefined; user: string }

export type ExporterOptions = {
  store: Pick<Store, 'keeping' | 'room'>
  /** What a hidden message says. */
  hiddenText: (room: string, id: string) => Promise<string | undefined>
  /** What of a user waits for moderators. */
  heldOf: (user: string) => Promise<HeldMessage[]>
}

type Found = { room: string; message: Message }
type OnProgress = ((progress: KeepingProgress) => void) | undefined

/** Writes messages out as JSON Lines: read in portions, and only as fast as they are taken. */
export class Exporter {
  readonly #options: ExporterOptions

  constructor(options: ExporterOptions) {
    this.#options = options
  }

  /**
   * A line for each message that is there, as it is now, in the order of rooms and seq: the message with its `room`. What
   * was hidden has its text; of a user, what waits for a moderator comes last, with `held` in place of a seq. Rejects where
   * the storage fails.
   */
  async *lines({ room, user }: Exported, onProgress?: OnProgress): AsyncGenerator<string> {
    const found =
      room === undefined ? this.#ofUser(user, onProgress) : this.#inRoom(room, onProgress)
    for await (const { room: of, message } of found) {
      if (message.deleted || (user !== undefined && message.user.id !== user)) continue
      yield toLine({ room: of, ...(await this.#withText(of, message)) })
    }
    if (user === undefined) return
    for (const { reason: _, ...message } of await this.#options.heldOf(user)) {
      if (room === undefined || message.room === room) yield toLine({ ...message, held: true })
    }
  }

  async *#inRoom(room: string, onProgress: OnProgress): AsyncGenerator<Found> {
    const { keeping } = this.#options.store
    const { seq: total } = await this.#options.store.room(room)
    let done = 0
    onProgress?.({ step: 'exporting', done, total })
    for (;;) {
      const page = await keeping.messagesAfter(room, done, PORTION)
      for (const message of page) yield { room, message }
      done = page.length < PORTION ? total : (page.at(-1)?.seq ?? total)
      onProgress?.({ step: 'exporting', done: Math.min(done, total), total })
      if (page.length < PORTION) return
      await nextTurn()
    }
  }

  async *#ofUser(user: string, onProgress: OnProgress): AsyncGenerator<Found> {
    const { keeping } = this.#options.store
    const total = await keeping.count()
    let cursor: string | undefined
    for (let done = 0; ; done += PORTION) {
      onProgress?.({ step: 'exporting', done: Math.min(done, total), total })
      const { messages, next } = await keeping.traces(user, { cursor, limit: PORTION })
      yield* messages
      if (next === undefined) break
      cursor = next
      await nextTurn()
    }
    onProgress?.({ step: 'exporting', done: total, total })
  }

  async #withText(room: string, message: Message): Promise<Message> {
    if (!message.hidden) return message
    return { ...message, text: (await this.#options.hiddenText(room, message.id)) ?? '' }
  }
}

function toLine(value: object): string {
  return `${JSON.stringify(value)}\n`
}
