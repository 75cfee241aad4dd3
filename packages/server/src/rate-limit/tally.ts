/** How many there were in the time that began with the first of them, and when that time is over. */
export type Count = { count: number; resetMs: number }

/** Counts over times that differ from one thing counted to the next. */
export interface Tally {
  /** One more of `key`. The time of a key is that of its first count. */
  add(key: string, seconds: number): Promise<Count>
}

/** Longest time that is counted over, s: timers hold no more. */
const MAX_S = 20 * 86_400

export function tallySeconds(seconds: number): number {
  return Math.min(Math.ceil(seconds), MAX_S)
}
