import { isNew } from '../is-new.js'
import { PASS, type MessageFilter } from '../message-verdict.js'

/** In a room that holds everything every message waits; in one that holds strangers, theirs. */
export const holdAll: MessageFilter = (_draft, { settings, measures, person, now }) => {
  if (settings.holdAll) return { type: 'hold', reason: 'The room holds every message.' }
  if (measures.holdNew && isNew(person, measures, now)) {
    return { type: 'hold', reason: 'The author is new.' }
  }
  return PASS
}
