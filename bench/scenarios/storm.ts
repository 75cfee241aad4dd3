import { alternate, rowsOf } from '../alternate.ts'
import { chat, fastApi, socketIo } from '../contenders.ts'
import { claimRatio } from '../measurement.ts'
import { orderLoad } from '../order-load.ts'
import type { Scenario } from '../scenario.ts'
import { withServer } from '../with-server.ts'

export const storm: Scenario = {
  name: 'storm',
  title: 'A reconnect storm',
  measure: async ({ runs, isQuick, takesPart }) => {
    const job = { rooms: isQuick ? 2 : 20, members: 50 }
    const table = await alternate(
      [chat, socketIo, fastApi].filter(takesPart).map((contender) => ({
        name: contender.name,
        title: contender.title,
        take: () => withServer(contender, (target) => orderLoad('storm', target, job)),
      })),
      runs,
    )
    const rows = rowsOf(table, ({ seconds }) => seconds * 1000)
    const connections = (job.rooms * job.members).toLocaleString('en-GB')
    return [
      {
        title: `Until all of ${connections} cut connections are back in their rooms`,
        unit: 'ms',
        rows,
        claims: claimRatio(rows, chat.name, socketIo.name),
      },
      {
        title: `Server's processor time per reconnection`,
        unit: 'ms',
        rows: rowsOf(table, ({ serverCpu }) => (serverCpu / job.rooms / job.members) * 1000),
        claims: [],
      },
    ]
  },
}
