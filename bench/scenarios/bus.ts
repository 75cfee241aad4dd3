import { ClusterStage } from '../../test/cluster/cluster-stage.ts'
import { alternate, rowsOf } from '../alternate.ts'
import { chat } from '../contenders.ts'
import { findClusterPrograms } from '../find-cluster-programs.ts'
import { orderLoad } from '../order-load.ts'
import type { Scenario } from '../scenario.ts'

/** Events of the whole cluster a second. The last is a million members who each write once a minute. */
const RATES = [500, 4_000, 16_700]
/** Redis hands every note to each of them. */
const READERS = [1, 3]

/** What it costs a process to hear of events of rooms in which nobody of it is, and Redis to tell of them. */
export const bus: Scenario = {
  name: 'bus',
  title: 'Reading the bus',
  measure: async ({ runs, seconds, isQuick, takesPart }) => {
    const programs = await findClusterPrograms()
    if (!programs || !takesPart(chat)) return []
    const turns = RATES.flatMap((rate) => READERS.map((processes) => ({ rate, processes })))
    const table = await alternate(
      turns.slice(0, isQuick ? 1 : turns.length).map(({ rate, processes }) => ({
        name: `${rate}-${processes}`,
        title: `${rate} notes a second, read by ${processes}`,
        take: async () => {
          const stage = await ClusterStage.start({ programs, processes })
          try {
            const [server] = stage.servers
            const target = {
              port: server?.port ?? 0,
              pid: server?.pid ?? 0,
              dialect: 'chat',
            } as const
            const { url: redisUrl, pid: redisPid } = stage.redis
            const job = {
              redisUrl,
              redisPid,
              notesPerSecond: rate,
              warmUpSeconds: seconds,
              seconds,
            }
            return await orderLoad('tell', target, job)
          } finally {
            await stage.dispose()
          }
        },
      })),
      runs,
    )
    return [
      {
        title: 'Processor time of one process for a note that it reads',
        unit: 'µs',
        rows: rowsOf(table, ({ serverMicros }) => serverMicros),
        claims: [],
      },
      {
        title: 'Processor time of Redis for a note, taken and handed to all',
        unit: 'µs',
        rows: rowsOf(table, ({ redisMicros }) => redisMicros),
        claims: [],
      },
      {
        title: 'Time until the last note is with somebody in its room',
        unit: 'ms',
        rows: rowsOf(table, ({ lagMs }) => lagMs),
        claims: [],
      },
    ]
  },
}
