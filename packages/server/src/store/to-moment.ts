/** A time as every database keeps it, ms since 1970: whole, and the last that there is for what has no end. */
export function toMoment(ms: number): number {
  return Math.min(Math.ceil(ms), Number.MAX_SAFE_INTEGER)
}
