import type { RunResult } from './run.ts'

/** What a run did and found, in a few lines. */
export function reportOf({ history, faults, counts, violations, convergedMs }: RunResult): string {
  const total = Object.values(faults).reduce((sum, count) => sum + count, 0)
  const list = (numbers: Record<string, number>) =>
    Object.entries(numbers)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')
  const acknowledged = history.operations.filter(({ outcome }) => outcome === 'acknowledged')
  const events = history.stays.reduce((sum, stay) => sum + stay.events.length, 0)
  return [
    `faults: ${total} (${list(faults)}); all caught up ${(convergedMs / 1_000).toFixed(1)} s after the last`,
    `asked: ${history.operations.length}, acknowledged: ${acknowledged.length}; stays in rooms: ${history.stays.length}, events seen: ${events}`,
    `checked: ${list(counts)}`,
    violations.length === 0 ? 'no violation' : `${violations.length} VIOLATIONS`,
    ...violations.slice(0, 20).map(({ rule, what }) => `  ${rule}: ${what}`),
  ].join('\n')
}

export function faultCount({ faults }: RunResult): number {
  return Object.values(faults).reduce((sum, count) => sum + count, 0)
}
