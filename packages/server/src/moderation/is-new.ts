import type { Measures } from './measures.js'
import type { Person } from './person.js'

/** Whether the identity is younger than what the measures call new. */
export function isNew({ since }: Person, { newForS }: Measures, now: number): boolean {
  return now - since < newForS * 1_000
}
