import { LinkifyIt } from 'linkify-it'
import { isNew } from '../is-new.js'
import { PASS, type MessageFilter } from '../message-verdict.js'

const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false })
/** In every link, and in few other texts: looking for links is dear, and most messages have none. */
const MAYBE_LINK = /:|\/\/|\.\S/

/** Bounds how many links a message may have; for somebody new more tightly. */
export const floodOfLinks: MessageFilter = ({ text }, { measures, person, now }) => {
  const isOfNew = isNew(person, measures, now)
  const max = isOfNew ? Math.min(measures.links, measures.newLinks) : measures.links
  if (countLinks(text, max) <= max) return PASS
  const who = isOfNew && measures.newLinks < measures.links ? 'from somebody new ' : ''
  const what = max === 0 ? 'no links' : max === 1 ? 'at most one link' : `at most ${max} links`
  return { type: 'refuse', reason: `A message ${who}may have ${what}.` }
}

/** Links and what would be taken for one, such as example.com. */
function countLinks(text: string, max: number): number {
  if (max === Infinity) return 0
  // Full-width letters and dots lead where the plain ones do.
  const plain = text.normalize('NFKC')
  return MAYBE_LINK.test(plain) ? (linkify.match(plain)?.length ?? 0) : 0
}
