import { expect, onTestFinished, test } from 'vitest'
import { canStartPostgres, startPostgres } from '../postgres.ts'
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

test.runIf(canStartPostgres)(
  'nor where the rooms are in a PostgreSQL that is stopped and stands still',
  { timeout: 150_000 },
  async () => {
    const postgres = await startPostgres()
    onTestFinished(() => postgres.dispose())
    const seed = Date.now() % 1_000_000
    const result = await runFaults({ seed, durationMs: 20_000, postgres })
    console.log(`seed ${seed}\n${reportOf(result)}`)

    expect(result.violations).toEqual([])
    expect(faultCount(result)).toBeGreaterThanOrEqual(FAULTS / 3)
    expect(Math.min(...Object.values(result.counts))).toBeGreaterThan(0)
  },
)
