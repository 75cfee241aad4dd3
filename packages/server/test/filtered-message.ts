import { DEFAULT_ROOM_SETTINGS, type RoomSettings } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import { MEASURES, type Measures } from '../src/moderation/measures.js'
import type { Draft, FilterContext, MessageFilter } from '../src/moderation/message-verdict.js'

export type FilteredMessage = {
  text?: string
  id?: string
  user?: string
  room?: string
  measures?: Partial<Measures>
  settings?: Partial<RoomSettings>
  /** Age of the identity, s. Default: long known. */
  ageS?: number
  now?: number
  isEdit?: boolean
  isAgain?: boolean
}

/** What a filter says of a message: `pass`, `hold`, or the code that it is refused with. */
export async function verdictOf(filter: MessageFilter, message: FilteredMessage): Promise<string> {
  const {
    text = 'Hello',
    id = randomUUID(),
    user = 'ann',
    room = 'tea',
    now = Date.now(),
  } = message
  const draft: Draft = { room, id, user: { id: user, name: user }, text, replyTo: undefined }
  const context: FilterContext = {
    person: {
      user: draft.user,
      since: now - (message.ageS ?? 1e6) * 1_000,
      marks: [],
    },
    settings: { ...DEFAULT_ROOM_SETTINGS, ...message.settings },
    measures: { ...MEASURES.open, ...message.measures },
    isEdit: message.isEdit ?? false,
    isAgain: message.isAgain ?? false,
    now,
  }
  const verdict = await filter(draft, context)
  return verdict.type === 'refuse' ? (verdict.code ?? 'refused') : verdict.type
}
