import { alternate, rowsOf } from '../alternate.ts'
import { chat, fastApi, rawWs, socketIo } from '../contenders.ts'
import { claimRatio } from '../measurement.ts'
import { orderLoad } from '../order-load.ts'
import type { Scenario } from '../scenario.ts'
import { withServer } from '../with-server.ts'

export const memory: Scenario = {
  name: 'memory',
  title: 'Resident memory per idle connection',
  measure: async ({ runs, isQuick, takesPart }) => {
    const job = { rooms: isQuick ? 2 : 100, members: 50, settleSeconds: isQuick ? 1 : 8 }
    const table = await alternate(
      [chat, socketIo, rawWs, fastApi].filter(takesPart).map((contender) => ({
        name: contender.name,
        title: contender.title,
        take: () => withServer(contender, (target) => orderLoad('idle', target, job)),
      })),
      runs,
    )
    const rows = rowsOf(table, ({ bytesPerConnection }) => bytesPerConnection / 1024)
    const connections = (job.rooms * job.members).toLocaleString('en-GB')
    const goal = { sense: 'at most', value: 1 } as const
    return [
      {
        title: `Resident memory per idle connection, ${connections} connections in rooms of ${job.members}`,
        unit: 'kB',
        rows,
        claims: claimRatio(rows, chat.name, socketIo.name, goal),
      },
      {
        title: 'Resident memory without connections',
        unit: 'MB',
        rows: rowsOf(table, ({ baseBytes }) => baseBytes / 1024 / 1024),
        claims: [],
      },
    ]
  },
}
