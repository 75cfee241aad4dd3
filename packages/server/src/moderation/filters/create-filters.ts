import type { Tally } from '../../rate-limit/tally.js'
import type { MessageFilter } from '../message-verdict.js'
import type { WordList } from '../word-list.js'
import { floodOfLinks } from './flood-of-links.js'
import { holdAll } from './hold-all.js'
import { newVisitors } from './new-visitors.js'
import { repeatedText } from './repeated-text.js'
import { slowMode } from './slow-mode.js'
import { textOfMany } from './text-of-many.js'
import { unwantedWords } from './unwanted-words.js'

/**
 * The server's own filters. What looks at the message alone comes first, so that what is refused counts for nothing;
 * what holds comes last, so that nothing waits that would be refused.
 */
export function createFilters({
  tally,
  words,
}: {
  tally: Tally
  words: WordList
}): MessageFilter[] {
  return [
    floodOfLinks,
    unwantedWords(words),
    textOfMany(),
    repeatedText(),
    newVisitors(tally),
    slowMode(tally),
    holdAll,
  ]
}
