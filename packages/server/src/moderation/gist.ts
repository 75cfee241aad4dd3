import { plain } from './skeleton.js'

/** Code units of a text that are compared. */
const COMPARED = 500
/** Texts shorter than this are the same only where they are equal. */
const MIN_SIMILAR = 12
const SIMILAR = 0.85

/** What a text comes down to: its letters, small, once each in a row. Of a text without any, the text. */
export function gistOf(text: string): string {
  const start = text.slice(0, 2 * COMPARED)
  const letters = plain(start)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}]+/gu, '')
    .replace(/(.)\1+/gu, '$1')
    .slice(0, COMPARED)
  return letters === '' ? start.replace(/\s+/g, '') : letters
}

/** Whether two gists are of the same text, or one is the other with a few letters changed (Dice's coefficient). */
export function isSameGist(a: string, b: string): boolean {
  if (a === b) return true
  const shorter = Math.min(a.length, b.length)
  if (shorter < MIN_SIMILAR || shorter / Math.max(a.length, b.length) < 0.7) return false
  const pairs = countPairs(a)
  let shared = 0
  for (const [pair, count] of countPairs(b)) shared += Math.min(count, pairs.get(pair) ?? 0)
  return (2 * shared) / (a.length + b.length - 2) >= SIMILAR
}

function countPairs(text: string): Map<string, number> {
  const pairs = new Map<string, number>()
  for (let index = 0; index < text.length - 1; index += 1) {
    const pair = text.slice(index, index + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}
