import {
  clearMessage,
  DEFAULT_ROOM_SETTINGS,
  isCleared,
  type Message,
  type RoomEvent,
  type RoomSettings,
  type User,
} from '@chat/protocol'
import type { Clearing, RoomBase, RoomDraft } from './room-draft.js'
import { toSearchPage, toSearchRange } from './search.js'
import type { HistoryPage, Search, SearchPage } from './store.js'

/** The log of one room in memory. */
export class MemoryRoom implements RoomBase {
  settings: RoomSettings = DEFAULT_ROOM_SETTINGS
  lastAt = 0
  floor = 0
  readonly #messages = new Map<string, Message>()
  /** Event of seq n at n - 1. */
  readonly #events: RoomEvent[] = []
  /** Ids of the messages in the order of their seq. */
  readonly #ids: string[] = []
  /** Seqs of the later events that carry a text of a message. */
  readonly #texts = new Map<string, number[]>()

  get seq(): number {
    return this.#events.length
  }

  message(id: string): Message | undefined {
    return this.#messages.get(id)
  }

  eventsAfter(after: number, limit: number): RoomEvent[] {
    return this.#events.slice(after, after + limit)
  }

  page(before: number, limit: number): HistoryPage {
    const end = this.#countBefore(before)
    const first = this.#countBefore(this.floor + 1)
    const start = Math.max(first, end - limit)
    const messages = this.#ids
      .slice(start, Math.max(start, end))
      .flatMap((id) => this.#messages.get(id) ?? [])
    return { messages, hasMore: start > first }
  }

  search(search: Search): SearchPage {
    const range = toSearchRange(this, search)
    const text = search.text.toLowerCase()
    const ids = this.#ids.slice(this.#countBefore(range.above + 1), this.#countBefore(range.below))
    const found = ids
      .reverse()
      .flatMap((id) => this.#messages.get(id) ?? [])
      .filter((message) => !message.deleted && message.text.toLowerCase().includes(text))
    return toSearchPage(found, search, range, this.floor)
  }

  /** Takes over what a batch wrote. */
  accept(draft: RoomDraft): void {
    this.settings = draft.settings
    this.lastAt = draft.lastAt
    this.floor = draft.floor
    for (const event of draft.events) {
      this.#events.push(event)
      if (event.type === 'message') this.#ids.push(event.message.id)
      if (event.type === 'edit' || event.type === 'hide') {
        this.#texts.set(event.id, [...(this.#texts.get(event.id) ?? []), event.seq])
      }
    }
    for (const [id, message] of draft.messages) {
      this.#messages.set(id, message)
      if (message.deleted || message.hidden) this.#scrub(message)
    }
    for (const clear of draft.clears) this.#clear(clear)
  }

  /** Gives a user another name wherever theirs stands. */
  rename({ id, name }: Pick<User, 'id' | 'name'>): void {
    const rename = <T extends { user: User }>(one: T): T =>
      one.user.id === id ? { ...one, user: { ...one.user, name } } : one
    for (const message of this.#messages.values()) this.#messages.set(message.id, rename(message))
    this.#events.forEach((event, index) => {
      this.#events[index] =
        event.type === 'message' ? { ...event, message: rename(event.message) } : rename(event)
    })
  }

  #clear(event: Clearing): void {
    for (const message of this.#messages.values()) {
      if (message.deleted || !isCleared(message, event)) continue
      const cleared = clearMessage(message)
      this.#messages.set(message.id, cleared)
      this.#scrub(cleared)
    }
  }

  /** Takes the text of a deleted or hidden message out of its events, which keep their places. */
  #scrub(message: Message): void {
    const { hidden: _, ...asWritten } = message
    for (const seq of [message.seq, ...(this.#texts.get(message.id) ?? [])]) {
      const event = this.#events[seq - 1]
      if (event?.type === 'message') this.#events[seq - 1] = { ...event, message: asWritten }
      if (event?.type === 'edit') this.#events[seq - 1] = { ...event, text: '' }
      if (event?.type === 'hide' && !event.on) this.#events[seq - 1] = { ...event, text: '' }
    }
    this.#texts.delete(message.id)
  }

  /** How many messages have a seq below `seq`, by bisection. */
  #countBefore(seq: number): number {
    let low = 0
    let high = this.#ids.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const message = this.#messages.get(this.#ids[middle] ?? '')
      if (message && message.seq < seq) low = middle + 1
      else high = middle
    }
    return low
  }
}
