import { expect, test } from 'vitest'
import { faultCount, reportOf } from './report.ts'
import { runFaults } from './run.ts'

const FAULTS = 300

test(`no promise of delivery breaks under ${FAULTS} faults`, { timeout: 180_000 }, async () => {
  // Another one every time, printed, so that a failure can be had again: `pnpm faults --seed …`.
  const seed = Date.now() % 1_000_000
  const result = await runFaults({ seed, durationMs: 50_000 })
  console.log(`seed ${seed}\n${reportOf(result)}`)

  expect(result.violations).toEqual([])
  expect(faultCount(result)).toBeGreaterThanOrEqual(FAULTS)
  expect(Math.min(...Object.values(result.counts))).toBeGreaterThan(0)
})
