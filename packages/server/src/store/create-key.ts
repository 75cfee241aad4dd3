import { randomBytes } from 'node:crypto'

let latest = 0

/** A new primary key; those made later, by this process, are greater. Ordered by time across processes. */
export function createKey(now: number): string {
  latest = Math.max(latest + 1, now * 1_000)
  return `${latest.toString(36).padStart(11, '0')}${randomBytes(6).toString('hex')}`
}
