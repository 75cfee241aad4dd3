import { randomBytes } from 'node:crypto'

let latest = 0

/** A new primary key; those made later, by this process, are greater. Ordered by time across processes. */
export function createKey(now: number): string {
  latest = Math.max(latest + 1, now * 1_000)
  return `${inDigits(latest)}${randomBytes(6).toString('hex')}`
}

/** Before the keys that are made from this time on, ms since 1970, and behind those that were made before it. */
export function keyOf(at: number): string {
  return inDigits(at * 1_000)
}

/** In the order of numbers. */
function inDigits(microseconds: number): string {
  return microseconds.toString(36).padStart(11, '0')
}
