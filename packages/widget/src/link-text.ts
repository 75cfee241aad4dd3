export type TextPart = { text: string; href?: string }

const LINK = /\b(?:https?:\/\/|mailto:|www\.)[^\s<>"'\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu
const TRAILING = /[.,:;!?…'"»”’]+$/u
const CLOSING: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

/** Splits a text into what is a link and what is not: http, https and mailto only. Pure; makes no HTML. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(LINK)) {
    const link = trimLink(match[0])
    const href = toHref(link)
    if (!href) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push({ text: link, href })
    end = match.index + link.length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}

// What ends a sentence or closes a bracket around the link does not belong to it.
function trimLink(found: string): string {
  let link = found.replace(TRAILING, '')
  for (;;) {
    const last = link.at(-1) ?? ''
    const opening = CLOSING[last]
    if (opening === undefined || count(link, opening) >= count(link, last)) return link
    link = link.slice(0, -1).replace(TRAILING, '')
  }
}

function toHref(link: string): string | undefined {
  const address = /^www\./i.test(link) ? `https://${link}` : link
  if (!URL.canParse(address)) return undefined
  const { protocol, hostname, href } = new URL(address)
  if (protocol === 'mailto:') return href
  return /^https?:$/.test(protocol) && hostname !== '' ? href : undefined
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}
