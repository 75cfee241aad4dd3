import { ChatError, isChatError, type ErrorCode, type RoomSettings } from '@chat/protocol'
import { LRUCache } from 'lru-cache'
import type { HeldMessages } from './held-messages.js'
import type { RoomMeasures } from './measures.js'
import type { Draft, MessageFilter, MessageVerdict } from './message-verdict.js'
import type { Person } from './person.js'

type Stop = Exclude<MessageVerdict, { type: 'pass' }>

/** Messages that are remembered as having passed, so that a repetition is not counted again. */
const MAX_PASSED = 20_000
/** With these a message may be in the room, or waits for it: it is the same one that comes again. */
const UNDECIDED: readonly ErrorCode[] = ['held', 'unavailable', 'shutting_down']

export type MessageGateOptions = {
  filters: readonly MessageFilter[]
  held: HeldMessages
  measures: RoomMeasures
  settingsOf: (room: string) => Promise<RoomSettings>
  /** Whether the log has this message of this user already. */
  isStored: (draft: Draft) => Promise<boolean>
  /** The host's own word on a message, moderators' too; the last to be asked. */
  onMessage: MessageFilter
  /** Told that one more message waits in a room. */
  onHeld: (room: string) => void
  now?: () => number
}

/** What a message goes through before it may enter a room. Moderators, hosts and bots go past the filters. */
export class MessageGate {
  readonly #options: MessageGateOptions
  readonly #now: () => number
  readonly #passed = new LRUCache<string, true>({ max: MAX_PASSED })

  constructor(options: MessageGateOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  /**
   * Lets a message into the room by `enter`, with the text that it has there.
   *
   * @throws ChatError `held` where it waits for a moderator; `refused`, or what else a filter says; what `enter` throws
   */
  async pass<T>(draft: Draft, person: Person, enter: (text: string) => Promise<T>): Promise<T> {
    try {
      return await enter(await this.#admit(draft, person))
    } catch (error) {
      // It is not there: if it comes again, it counts again, or messages could be saved up for a burst.
      if (isChatError(error) && !UNDECIDED.includes(error.code)) this.#passed.delete(keyOf(draft))
      throw error
    }
  }

  async #admit(draft: Draft, person: Person): Promise<string> {
    const { held, isStored, onHeld } = this.#options
    const { text, stop } = await this.#filter(draft, person, false)
    if (stop?.type !== 'refuse') this.#passed.set(keyOf(draft), true)
    // What was once accepted stays accepted: a repetition is answered by the log, whatever a filter says of it now.
    if (!stop || (await isStored(draft))) return text
    if (stop.type === 'refuse') throw toError(stop)
    await held.hold({ ...draft, text }, stop.reason)
    onHeld(draft.room)
    throw new ChatError('held')
  }

  /**
   * The text that an edit gives to a message. What would have to wait is refused, and the message stays as it is.
   *
   * @throws ChatError `refused`, or what else a filter says
   */
  async passEdit(draft: Draft, person: Person): Promise<string> {
    const { text, stop } = await this.#filter(draft, person, true)
    if (stop?.type === 'refuse') throw toError(stop)
    if (stop) throw new ChatError('refused', 'Messages cannot be edited here for now.')
    return text
  }

  async #filter(
    draft: Draft,
    person: Person,
    isEdit: boolean,
  ): Promise<{ text: string; stop?: Stop }> {
    let { text } = draft
    const { onMessage, measures, settingsOf } = this.#options
    const filters =
      draft.user.role || person.isBot ? [onMessage] : [...this.#options.filters, onMessage]
    const settings = await settingsOf(draft.room)
    const isAgain = this.#passed.has(keyOf(draft))
    const now = this.#now()
    const context = { person, settings, measures: measures.in(settings), isEdit, isAgain, now }
    for (const filter of filters) {
      const answer = filter(text === draft.text ? draft : { ...draft, text }, context)
      const verdict = answer instanceof Promise ? await answer : answer
      if (verdict.type !== 'pass') return { text, stop: verdict }
      text = verdict.text ?? text
    }
    return { text }
  }
}

function keyOf({ id, user, room }: Draft): string {
  return `${id} ${user.id} ${room}`
}

function toError({ code = 'refused', reason, retryAfter }: Extract<Stop, { type: 'refuse' }>) {
  return new ChatError(code, reason, { ...(retryAfter !== undefined && { retryAfter }) })
}
