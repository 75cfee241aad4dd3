import { PASS, type MessageFilter } from '../message-verdict.js'
import type { WordList } from '../word-list.js'

/** Refuses or holds a message with a word of the list. */
export function unwantedWords(list: WordList): MessageFilter {
  return ({ text }, { measures }) => {
    if (!list.hasWordOf(text)) return PASS
    if (measures.words === 'hold') return { type: 'hold', reason: 'It has a word of the list.' }
    return { type: 'refuse', reason: 'It has a word that is not wanted here.' }
  }
}
