import { PostgresProcess } from '../../test/postgres-process.ts'
import { RedisProcess } from '../../test/redis-process.ts'
import { ServerProcess } from '../../test/server-process.ts'
import { alternate, rowsOf } from '../alternate.ts'
import { chat } from '../contenders.ts'
import { findClusterPrograms } from '../find-cluster-programs.ts'
import { cpuSeconds } from '../load/process-usage.ts'
import { claimRatio, type Measurement, type Row } from '../measurement.ts'
import { orderLoad } from '../order-load.ts'
import type { Scenario } from '../scenario.ts'

const STORES = ['SQLite', 'PostgreSQL', 'PostgreSQL and Redis'] as const
type Store = (typeof STORES)[number]

type Stage = {
  server: ServerProcess
  postgres: PostgresProcess | undefined
  redis: RedisProcess | undefined
}

/** A room in which little is said; and as much in small rooms as 25,000 members say who each write once a minute. */
const quiet = { rooms: 1, members: 10, messagesPerSecond: 50 }
const busy = { rooms: 200, members: 5, messagesPerSecond: 417 }

/** One process with one of the stores: what PostgreSQL and Redis add to a message. All wait for the disk. */
export const stores: Scenario = {
  name: 'stores',
  title: 'What PostgreSQL and Redis add to a message',
  measure: async ({ runs, seconds, isQuick, takesPart }) => {
    const programs = await findClusterPrograms()
    if (!programs || !takesPart(chat)) return []
    const loads = isQuick ? [{ ...busy, rooms: 4 }] : [quiet, busy]
    const measurements: Measurement[] = []
    for (const load of loads) {
      const job = { ...load, warmUpSeconds: seconds / 2, seconds }
      const take = async (store: Store) => {
        const stage = await start(store, programs)
        try {
          const { server } = stage
          const target = { port: server.port, pid: server.pid ?? 0, dialect: 'chat' } as const
          const before = read(stage)
          const paced = await orderLoad('pace', target, job)
          const after = read(stage)
          // The databases are measured over the warm-up too, which is like the rest.
          const all = (paced.sent * (job.warmUpSeconds + seconds)) / paced.seconds
          const databaseMicros = ((after - before) * 1e6) / all
          return { ...paced, serverMicros: (paced.serverCpu * 1e6) / paced.sent, databaseMicros }
        } finally {
          await end(stage)
        }
      }
      const table = await alternate(
        STORES.map((name) => ({ name, title: name, take: () => take(name) })),
        runs,
      )
      const where = `${load.rooms === 1 ? 'one room' : `${load.rooms} rooms`} of ${load.members}, ${load.messagesPerSecond} messages a second`
      const add = (title: string, unit: string, rows: Row[]) =>
        measurements.push({
          title: `${title}, ${where}`,
          unit,
          rows,
          claims: STORES.slice(1).flatMap((name) => claimRatio(rows, name, 'SQLite')),
        })
      add(
        'Median latency',
        'ms',
        rowsOf(table, ({ p50Ms }) => p50Ms),
      )
      add(
        'p99 latency',
        'ms',
        rowsOf(table, ({ p99Ms }) => p99Ms),
      )
      add(
        'Processor time of the server for a message',
        'µs',
        rowsOf(table, (result) => result.serverMicros),
      )
      measurements.push({
        title: `Processor time of PostgreSQL and Redis for a message, ${where}`,
        unit: 'µs',
        rows: rowsOf(table, (result) => result.databaseMicros),
        claims: [],
      })
    }
    return measurements
  },
}

async function start(store: Store, programs: { postgres: string; redis: string }): Promise<Stage> {
  const postgres =
    store === 'SQLite'
      ? undefined
      : await PostgresProcess.start(programs.postgres, { isDurable: true })
  const redis =
    store === 'PostgreSQL and Redis' ? await RedisProcess.start(programs.redis) : undefined
  const flags = [
    ...(postgres ? ['--database', postgres.urlOf('postgres')] : []),
    ...(redis ? ['--redis', redis.url] : []),
    ...['--rate-limits', 'off', '--log-level', 'fatal'],
  ]
  return { server: await ServerProcess.start({ flags }), postgres, redis }
}

/** Processor seconds of PostgreSQL and Redis so far. */
function read({ postgres, redis }: Stage): number {
  const pids = [...(postgres?.pids ?? []), ...(redis ? [redis.pid] : [])]
  return pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0)
}

async function end({ server, postgres, redis }: Stage): Promise<void> {
  await server.dispose()
  await Promise.all([postgres?.dispose(), redis?.dispose()])
}
