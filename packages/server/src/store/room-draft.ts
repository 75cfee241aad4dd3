import { applyChange, type Message, type RoomEvent, type RoomSettings } from '@chat/protocol'
import type { Append, AppendContext, AppendResult, Decide } from './append.js'
import { createEvent } from './append-event.js'

/** A room as a batch finds it. */
export type RoomBase = {
  readonly seq: number
  readonly lastAt: number
  readonly settings: RoomSettings
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
  readonly events: RoomEvent[] = []
  /** Those that the batch wrote or changed. */
  readonly messages = new Map<string, Message>()
  readonly #base: RoomBase

  constructor(base: RoomBase) {
    this.#base = base
    this.settings = base.settings
    this.lastAt = base.lastAt
  }

  contextOf(append: Append): AppendContext {
    const message = append.type === 'settings' ? undefined : this.#message(append.id)
    const replyTo = append.type === 'message' ? append.replyTo : undefined
    return {
      settings: this.settings,
      hasReplyTarget: replyTo !== undefined && this.#message(replyTo) !== undefined,
      ...(message && { message }),
    }
  }

  /** Writes the append, and answers with its event and the message that it made or changed. */
  write(append: Append, now: number): { event: RoomEvent; message?: Message } {
    this.lastAt = Math.max(now, this.lastAt)
    const seq = this.#base.seq + this.events.length + 1
    const event = createEvent(append, seq, new Date(this.lastAt).toISOString())
    this.events.push(event)
    if (event.type === 'settings') {
      this.settings = event.settings
      return { event }
    }
    const message = this.#materialise(event)
    if (!message) return { event }
    this.messages.set(message.id, message)
    return { event, message }
  }

  #message(id: string): Message | undefined {
    return this.messages.get(id) ?? this.#base.message(id)
  }

  #materialise(event: Exclude<RoomEvent, { type: 'settings' }>): Message | undefined {
    if (event.type === 'message') return event.message
    const before = this.#message(event.id)
    return before && applyChange(before, event)
  }
}
