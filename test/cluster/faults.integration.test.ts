import { expect, test } from 'vitest'
import { faultCount, reportOf } from '../faults/report.ts'
import { runFaults } from '../faults/run.ts'
import { findClusterPrograms } from './programs.ts'

const FAULTS = 100
const cluster = findClusterPrograms()

test.runIf(cluster)(
  `no promise of delivery breaks under ${FAULTS} faults of links, of three processes, of Redis and of PostgreSQL`,
  { timeout: 240_000 },
  async () => {
    // Another one every time, printed, so that a failure can be had again: `pnpm faults --cluster --seed …`.
    const seed = Date.now() % 1_000_000
    const result = await runFaults({
      ...{ seed, durationMs: 20_000, leastFaults: FAULTS },
      ...(cluster && { cluster }),
    })
    console.log(`seed ${seed}\n${reportOf(result)}`)

    expect(result.violations).toEqual([])
    expect(faultCount(result)).toBeGreaterThanOrEqual(FAULTS)
    expect(Math.min(...Object.values(result.counts))).toBeGreaterThan(0)
  },
)
