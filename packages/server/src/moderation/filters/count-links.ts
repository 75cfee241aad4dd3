import { LinkifyIt } from 'linkify-it'

const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false })
/** In every link, and in few other texts: looking for links is dear, and most messages have none. */
const MAYBE_LINK = /:|\/\/|\.\S/

/** Links and what would be taken for one, such as example.com. */
export function countLinks(text: string): number {
  // Full-width letters and dots lead where the plain ones do.
  const plain = text.normalize('NFKC')
  return MAYBE_LINK.test(plain) ? (linkify.match(plain)?.length ?? 0) : 0
}
