import {
  applyChange,
  clearMessage,
  isCleared,
  type Message,
  type RoomEvent,
  type RoomSettings,
} from '@chat/protocol'
import type { Append, AppendContext, AppendResult, Decide } from './append.js'
import { createEvent } from './append-event.js'

/** A clear with the seq behind which it begins. */
export type Clearing = Extract<RoomEvent, { type: 'clear' }> & { after: number }

/** A room as a batch finds it. */
export type RoomBase = {
  readonly seq: number
  readonly lastAt: number
  readonly settings: RoomSettings
  /** Everything up to this seq is cleared. */
  readonly floor: number
  message(id: string): Message | undefined
}

/**
 * Runs a batch without writing anything: the answers, and what is to be written to each room that gets something.
 * `find` is asked once for each room.
 */
export function draftBatch(
  batch: readonly Append[],
  { find, decide, now }: { find: (room: string) => RoomBase; decide: Decide; now: number },
): { results: AppendResult[]; drafts: Map<string, RoomDraft> } {
  const all = new Map<string, RoomDraft>()
  const results = batch.map((append): AppendResult => {
    const draft = all.get(append.room) ?? new RoomDraft(find(append.room))
    all.set(append.room, draft)
    const context = draft.contextOf(append)
    const verdict = decide(append, context)
    if (verdict.type === 'append') return { type: 'appended', ...draft.write(append, now) }
    if (verdict.type === 'unchanged') {
      return { type: 'unchanged', ...(context.message && { message: context.message }) }
    }
    const { code, message } = verdict
    return { type: 'refused', code, ...(message !== undefined && { message }) }
  })
  return { results, drafts: new Map([...all].filter(([, draft]) => draft.events.length > 0)) }
}

/** What a batch writes to a room, apart from it until the whole batch has gone well. */
export class RoomDraft {
  settings: RoomSettings
  lastAt: number
  floor: number
  readonly events: RoomEvent[] = []
  readonly clears: Clearing[] = []
  /** Those that the batch wrote or changed. */
  readonly messages = new Map<string, Message>()
  readonly #base: RoomBase

  constructor(base: RoomBase) {
    this.#base = base
    this.settings = base.settings
    this.lastAt = base.lastAt
    this.floor = base.floor
  }

  get seq(): number {
    return this.#base.seq + this.events.length
  }

  contextOf(append: Append): AppendContext {
    const message = 'id' in append ? this.#message(append.id) : undefined
    const replyTo = append.type === 'message' ? append.replyTo : undefined
    return {
      seq: this.seq,
      floor: this.floor,
      settings: this.settings,
      hasReplyTarget: replyTo !== undefined && this.#message(replyTo) !== undefined,
      ...(message && { message }),
    }
  }

  /** Writes the append, and answers with its event and the message that it made or changed. */
  write(append: Append, now: number): { event: RoomEvent; message?: Message } {
    this.lastAt = Math.max(now, this.lastAt)
    const event = createEvent(append, this.seq + 1, new Date(this.lastAt).toISOString())
    this.events.push(event)
    if (event.type === 'settings') {
      this.settings = event.settings
      return { event }
    }
    if (event.type === 'clear') {
      this.#clear({ ...event, after: (append.type === 'clear' && append.after) || 0 })
      return { event }
    }
    const message = this.#materialise(event)
    if (!message) return { event }
    this.messages.set(message.id, message)
    return { event, message }
  }

  #message(id: string): Message | undefined {
    const message = this.messages.get(id) ?? this.#base.message(id)
    const clear = message && this.clears.find((event) => isCleared(message, event))
    return message && clear ? clearMessage(message) : message
  }

  /** What the batch has written itself; what was there before is for the store to clear. */
  #clear(event: Clearing): void {
    this.clears.push(event)
    if (event.of === undefined) this.floor = Math.max(this.floor, event.upTo)
    for (const message of this.messages.values()) {
      if (isCleared(message, event)) this.messages.set(message.id, clearMessage(message))
    }
  }

  #materialise(event: Exclude<RoomEvent, { type: 'settings' | 'clear' }>): Message | undefined {
    if (event.type === 'message') return event.message
    const before = this.#message(event.id)
    return before && applyChange(before, event)
  }
}
