import { availableParallelism } from 'node:os'
import { ClusterStage } from '../../test/cluster/cluster-stage.ts'
import { alternate, rowsOf } from '../alternate.ts'
import { chat } from '../contenders.ts'
import { findClusterPrograms } from '../find-cluster-programs.ts'
import { claimRatio } from '../measurement.ts'
import { orderLoad } from '../order-load.ts'
import type { Scenario } from '../scenario.ts'

const PROCESSES = [1, 2, 3]

/** Processes behind nginx, over PostgreSQL and Redis, all of it and the generator on this machine. */
export const cluster: Scenario = {
  name: 'cluster',
  title: 'Deliveries per second of several processes',
  measure: async ({ runs, seconds, isQuick, takesPart }) => {
    const programs = await findClusterPrograms()
    if (!programs || !takesPart(chat)) return []
    const crowd = isQuick
      ? { rooms: 1, members: 20, inFlight: 20 }
      : { rooms: 10, members: 60, inFlight: 20 }
    const job = { ...crowd, warmUpSeconds: seconds / 2, seconds }
    const table = await alternate(
      PROCESSES.map((processes) => ({
        name: nameOf(processes),
        title: nameOf(processes),
        take: async () => {
          const stage = await ClusterStage.start({ programs, processes, isDurable: true })
          try {
            const pid = stage.servers[0]?.pid ?? process.pid
            return await orderLoad('saturate', { port: stage.port, pid, dialect: 'chat' }, job)
          } finally {
            await stage.dispose()
          }
        },
      })),
      runs,
    )
    const rows = rowsOf(table, ({ deliveries, seconds }) => deliveries / seconds)
    const cores = availableParallelism()
    const title = `Deliveries per second, ${crowd.rooms} rooms of ${crowd.members}, everything on ${cores} cores`
    const claims = PROCESSES.slice(1).flatMap((processes) =>
      claimRatio(rows, nameOf(processes), nameOf(1)),
    )
    return [{ title, unit: '/s', rows, claims }]
  },
}

function nameOf(processes: number): string {
  return processes === 1 ? '1 process' : `${processes} processes`
}
