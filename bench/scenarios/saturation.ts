import { alternate, rowsOf } from '../alternate.ts'
import { chat, fastApi, rawWs, socketIo, socketIoSqlite } from '../contenders.ts'
import { claimRatio, type Goal, type Measurement } from '../measurement.ts'
import { orderLoad } from '../order-load.ts'
import type { Scenario, Settings } from '../scenario.ts'
import { withServer } from '../with-server.ts'

type Shape = { title: string; rooms: number; members: number; inFlight: number; goals: Goals }
type Goals = Record<string, number>

const busyRoom: Goals = { [socketIo.name]: 8, [fastApi.name]: 30, [rawWs.name]: 6 }
const smallRooms: Goals = { [socketIo.name]: 1.5, [fastApi.name]: 7 }

// As many messages are under way for every contender: its next one leaves when one was acknowledged.
const shapes: Shape[] = [
  { title: 'one room of 200', rooms: 1, members: 200, inFlight: 100, goals: busyRoom },
  { title: 'one room of 1,000', rooms: 1, members: 1000, inFlight: 100, goals: busyRoom },
  { title: '200 rooms of 5', rooms: 200, members: 5, inFlight: 5, goals: smallRooms },
]

const quickShapes: Shape[] = [
  { title: 'one room of 20', rooms: 1, members: 20, inFlight: 20, goals: {} },
]

export const saturation: Scenario = {
  name: 'saturation',
  title: 'Deliveries per second at saturation',
  measure: async (settings) => {
    const measurements: Measurement[] = []
    for (const shape of settings.isQuick ? quickShapes : shapes)
      measurements.push(...(await measureShape(shape, settings)))
    return measurements
  },
}

async function measureShape(
  { goals, ...shape }: Shape,
  settings: Settings,
): Promise<Measurement[]> {
  const contenders = [chat, socketIo, socketIoSqlite, rawWs, fastApi].filter(settings.takesPart)
  const { title, ...load } = shape
  const job = { ...load, warmUpSeconds: settings.seconds / 2, seconds: settings.seconds }
  const table = await alternate(
    contenders.map((contender) => ({
      name: contender.name,
      title: contender.title,
      take: () => withServer(contender, (target) => orderLoad('saturate', target, job)),
    })),
    settings.runs,
  )

  const rates = rowsOf(table, ({ deliveries, seconds }) => deliveries / seconds)
  const costs = rowsOf(table, ({ deliveries, serverCpu }) => (serverCpu / deliveries) * 1e6)
  const claims = contenders.flatMap(({ name }) => {
    const value = goals[name]
    const goal: Goal | undefined = value === undefined ? undefined : { sense: 'at least', value }
    return name === chat.name ? [] : claimRatio(rates, chat.name, name, goal)
  })
  return [
    { title: `Deliveries per second, ${title}`, unit: '/s', rows: rates, claims },
    {
      title: `Server's processor time per million deliveries, ${title}`,
      unit: 's',
      rows: costs,
      claims: claimRatio(costs, chat.name, socketIo.name),
    },
  ]
}
