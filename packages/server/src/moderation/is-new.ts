import type { Measures } from './measures.js'
import type { Person } from './person.js'

/** Whether the identity is younger than what the measures call new. */
export function isNew({ since }: Person, { newForS }: Measures, now: number): boolean {
  return now - since < newForS * 1_000
}

/** An identity younger than this may have been made for the purpose, ms. */
const FRESH_MS = 600_000

/** Whether the identity has just been made. */
export function isFresh({ since }: Person, now: number): boolean {
  return now - since < FRESH_MS
}
