// `pnpm faults --minutes 30 --seed 7 [--database postgres | --cluster]`: rounds of a minute, each with the next seed. Ends
// with 1 where a promise broke. With `--cluster`, three processes behind nginx, over PostgreSQL and Redis, which break too.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureNginx } from '../../scripts/ensure-nginx.mjs'
import { ensurePostgres } from '../../scripts/ensure-postgres.mjs'
import { ensureRedis } from '../../scripts/ensure-redis.mjs'
import type { ClusterPrograms } from '../cluster/cluster-stage.ts'
import { PostgresProcess } from '../postgres-process.ts'
import { faultCount, reportOf } from './report.ts'
import { runFaults } from './run.ts'

const { values } = parseArgs({
  options: {
    cluster: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    database: { type: 'string', default: 'sqlite' },
  },
})
const minutes = Number(values.minutes)
const firstSeed = Number(values.seed)
const isKnown = ['sqlite', 'postgres'].includes(values.database)
if (!(minutes > 0) || !Number.isSafeInteger(firstSeed) || !isKnown) {
  console.error(
    'Usage: pnpm faults [--minutes N] [--seed S] [--database sqlite|postgres | --cluster]',
  )
  process.exit(2)
}

const cluster = values.cluster ? await findPrograms() : undefined
const until = Date.now() + minutes * 60_000
const totals = { rounds: 0, faults: 0, acknowledged: 0, violations: 0 }
for (let seed = firstSeed; Date.now() < until; seed += 1) {
  console.log(`\nseed ${seed}`)
  const postgres = values.database === 'postgres' ? await startPostgres() : undefined
  const result = await runFaults({
    seed,
    durationMs: 50_000,
    ...(postgres && { postgres }),
    ...(cluster && { cluster }),
  })
  await postgres?.dispose()
  console.log(reportOf(result))
  totals.rounds += 1
  totals.faults += faultCount(result)
  totals.violations += result.violations.length
  totals.acknowledged += result.history.operations.filter(
    ({ outcome }) => outcome === 'acknowledged',
  ).length
  if (result.violations.length > 0) {
    const file = join(mkdtempSync(join(tmpdir(), 'chat-faults-')), `seed-${seed}.json`)
    const final = [...result.history.final]
    writeFileSync(file, JSON.stringify({ ...result, history: { ...result.history, final } }))
    console.log(`the whole history: ${file}`)
  }
}
console.log(
  `\n${totals.rounds} rounds, ${totals.faults} faults, ${totals.acknowledged} acknowledged, ${totals.violations} violations`,
)
process.exitCode = totals.violations > 0 ? 1 : 0

async function startPostgres(): Promise<PostgresProcess> {
  const programs = await ensurePostgres()
  if (programs !== undefined) return PostgresProcess.start(programs)
  console.error('There is no PostgreSQL here, and none could be installed.')
  process.exit(2)
}

async function findPrograms(): Promise<ClusterPrograms> {
  const postgres = await ensurePostgres()
  const redis = await ensureRedis()
  const nginx = await ensureNginx()
  if (postgres && redis && nginx) return { postgres, redis, nginx }
  console.error('--cluster needs PostgreSQL, Redis and nginx.')
  process.exit(2)
}
