import { DEFAULT_ROOM_SETTINGS, type RoomEvent, type RoomState } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import type { Append, AppendResult, Decide } from './append.js'
import { MemoryRoom, RoomDraft } from './memory-room.js'
import type { HistoryPage, Store } from './store.js'

/** Keeps everything in memory, and nothing when the process ends: for tests and demos. */
export class MemoryStore implements Store {
  readonly #now: () => number
  readonly #epoch = randomUUID()
  readonly #rooms = new Map<string, MemoryRoom>()

  constructor(options: { now?: () => number } = {}) {
    this.#now = options.now ?? Date.now
  }

  async open(): Promise<void> {}

  async append(batch: readonly Append[], decide: Decide): Promise<AppendResult[]> {
    const drafts = new Map<string, { room: MemoryRoom; draft: RoomDraft }>()
    const now = this.#now()
    const results = batch.map((append): AppendResult => {
      const { room, draft } = drafts.get(append.room) ?? this.#draft(append.room)
      drafts.set(append.room, { room, draft })
      const context = draft.contextOf(append)
      const verdict = decide(append, context)
      if (verdict.type === 'append') return { type: 'appended', ...draft.write(append, now) }
      if (verdict.type === 'unchanged') {
        return { type: 'unchanged', ...(context.message && { message: context.message }) }
      }
      const { code, message } = verdict
      return { type: 'refused', code, ...(message !== undefined && { message }) }
    })
    for (const [name, { room, draft }] of drafts) {
      if (draft.events.length === 0) continue
      room.accept(draft)
      this.#rooms.set(name, room)
    }
    return results
  }

  async room(name: string): Promise<RoomState> {
    return this.#state(name)
  }

  async latest(name: string, limit: number): Promise<HistoryPage & { room: RoomState }> {
    return { room: this.#state(name), ...this.#page(name, Infinity, limit) }
  }

  async history(name: string, before: number, limit: number): Promise<HistoryPage> {
    return this.#page(name, before, limit)
  }

  async eventsAfter(
    name: string,
    after: number,
    limit: number,
  ): Promise<{ room: RoomState; events: RoomEvent[] }> {
    const events = this.#rooms.get(name)?.eventsAfter(after, limit) ?? []
    return { room: this.#state(name), events }
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {}

  #draft(name: string): { room: MemoryRoom; draft: RoomDraft } {
    const room = this.#rooms.get(name) ?? new MemoryRoom()
    return { room, draft: new RoomDraft(room) }
  }

  #state(name: string): RoomState {
    const room = this.#rooms.get(name)
    const settings = room?.settings ?? DEFAULT_ROOM_SETTINGS
    return { name, epoch: this.#epoch, seq: room?.seq ?? 0, settings }
  }

  #page(name: string, before: number, limit: number): HistoryPage {
    return this.#rooms.get(name)?.page(before, limit) ?? { messages: [], hasMore: false }
  }
}
