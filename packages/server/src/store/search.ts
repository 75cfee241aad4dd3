import type { Message } from '@chat/protocol'
import type { Search, SearchPage } from './store.js'

/** The seqs that a search looks at lie between these two. */
export type SearchRange = { above: number; below: number }

export function toSearchRange(
  { seq, floor }: { seq: number; floor: number },
  { before, scan }: Search,
): SearchRange {
  const below = Math.min(before, seq + 1)
  return { below, above: Math.max(floor, below - 1 - scan) }
}

/** The pattern for LIKE that finds a text as it is. */
export function toPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

/** From what was found in a range, the latest first, one more than `limit` where there are more. */
export function toSearchPage(
  found: readonly Message[],
  { limit }: Search,
  { above }: SearchRange,
  floor: number,
): SearchPage {
  const messages = found.slice(0, limit)
  const last = messages.at(-1)
  if (found.length > limit && last) return { messages, next: last.seq }
  return above > floor ? { messages, next: above + 1 } : { messages }
}
