/** What may be a link. Nothing that turns the direction of a text is in it: it could show another address. */
export const LINK =
  /(?<![\p{L}\p{N}])(?:https?:\/\/|mailto:|www\.)[^\s<>"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]+/u
    .source

const TRAILING = '.,:;!?…\'"»”’*_~'
const BRACKETS: Partial<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** The link that `found` begins with, and where it leads: http, https and mailto only. */
export function toLink(found: string): { text: string; href: string } | undefined {
  const text = trimLink(found)
  const address = /^www\./i.test(text) ? `https://${text}` : text
  if (!URL.canParse(address)) return undefined
  const { protocol, hostname, href } = new URL(address)
  const isLink = protocol === 'mailto:' || (/^https?:$/.test(protocol) && hostname !== '')
  return isLink ? { text, href } : undefined
}

// What ends a sentence or closes a bracket around the link does not belong to it.
function trimLink(found: string): string {
  const excess = new Map<string, number>()
  for (let end = found.length; end > 0; end -= 1) {
    const last = found.charAt(end - 1)
    const opening = BRACKETS[last]
    const more = opening && (excess.get(last) ?? count(found, last) - count(found, opening))
    if (more) excess.set(last, more - 1)
    if (!(more ? more > 0 : TRAILING.includes(last))) return found.slice(0, end)
  }
  return ''
}

function count(text: string, character: string): number {
  return text.split(character).length
}
