import { isNew } from '../is-new.js'
import { PASS, type MessageFilter } from '../message-verdict.js'
import { countLinks } from './count-links.js'

/** Bounds how many links a message may have; for somebody new more tightly. */
export const floodOfLinks: MessageFilter = ({ text }, { measures, person, now }) => {
  const isOfNew = isNew(person, measures, now)
  const max = isOfNew ? Math.min(measures.links, measures.newLinks) : measures.links
  if (max === Infinity || countLinks(text) <= max) return PASS
  const who = isOfNew && measures.newLinks < measures.links ? 'from somebody new ' : ''
  const what = max === 0 ? 'no links' : max === 1 ? 'at most one link' : `at most ${max} links`
  return { type: 'refuse', reason: `A message ${who}may have ${what}.` }
}
