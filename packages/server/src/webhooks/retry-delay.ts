const FIRST_MS = 1_000
const LONGEST_MS = 3_600_000
/** About two days, most of them an hour apart. */
const MAX_ATTEMPTS = 60

/**
 * How long to wait after an attempt that failed, ms: twice as long each time up to an hour, half of it by chance.
 * Undefined: it is given up. `failures`: those before. `random`: 0 to 1.
 */
export function retryDelayMs(failures: number, random: number): number | undefined {
  if (failures + 1 >= MAX_ATTEMPTS) return undefined
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures)
  // Whole: databases keep times in milliseconds.
  return Math.round(longest / 2 + (longest / 2) * random)
}
