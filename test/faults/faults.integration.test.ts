import { expect, onTestFinished, test } from 'vitest'
import { canStartPostgres, startPostgres } from '../postgres.ts'
import { faultCount, reportOf } from './report.ts'
import { runFaults } from './run.ts'

const FAULTS = 300

test(`no promise of delivery breaks under ${FAULTS} faults`, { timeout: 300_000 }, async () => {
  // Another one every time, printed, so that a failure can be had again: `pnpm faults --seed …`.
  const seed = Date.now() % 1_000_000
  const result = await runFaults({ seed, durationMs: 50_000, leastFaults: FAULTS })
  console.log(`seed ${seed}\n${reportOf(result)}`)

  expect(result.violations).toEqual([])
  expect(faultCount(result)).toBeGreaterThanOrEqual(FAULTS)
  expect(Math.min(...Object.values(result.counts))).toBeGreaterThan(0)
})

test.runIf(canStartPostgres)(
  'nor where the rooms are in a PostgreSQL that is stopped and stands still',
  { timeout: 240_000 },
  async () => {
    const postgres = await startPostgres()
    onTestFinished(() => postgres.dispose())
    const seed = Date.now() % 1_000_000
    const leastFaults = FAULTS / 3
    const result = await runFaults({ seed, durationMs: 20_000, leastFaults, postgres })
    console.log(`seed ${seed}\n${reportOf(result)}`)

    expect(result.violations).toEqual([])
    expect(faultCount(result)).toBeGreaterThanOrEqual(leastFaults)
    expect(Math.min(...Object.values(result.counts))).toBeGreaterThan(0)
  },
)
