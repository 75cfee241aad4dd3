/** A report of a message that nobody has looked at, and how right its author was before. */
export type WeighedReport = {
  by: string
  /** Of the network that it came from; empty where that is not known. */
  mark: string
  isFresh: boolean
  /** Earlier reports of this user that were dismissed, and that were acted on. */
  dismissed: number
  acted: number
}

/** So many dismissed reports, and more than were acted on, and a reporter is not believed. */
const MAX_DISMISSED = 3

/**
 * How many people stand behind reports. All fresh identities count as one, and so do all in one network; who has cried
 * wolf does not count.
 */
export function weigh(reports: readonly WeighedReport[]): number {
  const people = new Set<string>()
  for (const { by, mark, isFresh, dismissed, acted } of reports) {
    if (dismissed >= MAX_DISMISSED && dismissed > acted) continue
    people.add(isFresh ? 'fresh' : mark === '' ? by : mark)
  }
  return people.size
}
