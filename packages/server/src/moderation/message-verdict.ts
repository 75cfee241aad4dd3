import type { ChatError, ErrorCode, RoomSettings, User } from '@chat/protocol'
import type { Measures } from './measures.js'
import type { Person } from './person.js'

/** A message before it is in the room. */
export type Draft = {
  room: string
  /** The message's id. */
  id: string
  /** With the role that they have in the room. */
  user: User
  text: string
  replyTo: string | undefined
}

/** What a filter says of a message. The first that does not let it pass decides. */
export type MessageVerdict =
  /** As it is, or with another text. */
  | { type: 'pass'; text?: string }
  /** It waits for a moderator, who reads `reason`. */
  | { type: 'hold'; reason: string }
  /** Its author reads `reason`. */
  | { type: 'refuse'; code?: ErrorCode; reason: string; retryAfter?: number }

export type FilterContext = {
  person: Person
  settings: RoomSettings
  /** Those that hold in the room. */
  measures: Measures
  /** Whether it is a new text of a message that is in the room. */
  isEdit: boolean
  /** Whether a message of this id and user has passed before: what is counted has been counted. */
  isAgain: boolean
  /** ms since 1970 */
  now: number
}

export const PASS: MessageVerdict = { type: 'pass' }

/** Refuses as the error says. */
export function refusal({ code, message: reason, retryAfter }: ChatError): MessageVerdict {
  return { type: 'refuse', code, reason, ...(retryAfter !== undefined && { retryAfter }) }
}

/** Looks at every new or edited message of visitors. Cheap, and quick to answer. */
export type MessageFilter = (
  draft: Draft,
  context: FilterContext,
) => MessageVerdict | Promise<MessageVerdict>
