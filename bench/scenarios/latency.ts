import { alternate, rowsOf, type Turn } from '../alternate.ts'
import type { Contender } from '../contender.ts'
import { chat, rawWs, socketIo, socketIoSqlite } from '../contenders.ts'
import type { Paced, PaceJob } from '../load/pace.ts'
import { claimRatio, median, type Measurement } from '../measurement.ts'
import { orderLoad } from '../order-load.ts'
import type { Scenario, Settings } from '../scenario.ts'
import { withServer } from '../with-server.ts'

/**
 * A room in which little is said: what a message costs when the server has nothing else to do. It was in use before, or
 * for some hundred messages what is measured would be V8 that compiles, of all contenders.
 */
const quietRoom = { rooms: 1, members: 10, messagesPerSecond: 50, warmUpMessagesPerSecond: 1_000 }

/** s; of short measurements as long as they are. */
const WARM_UP = 3

export const latency: Scenario = {
  name: 'latency',
  title: 'Latency from send to receipt',
  measure: async (settings) => [...(await idle(settings)), ...(await loaded(settings))],
}

async function idle(settings: Settings): Promise<Measurement[]> {
  const contenders = [chat, socketIo, socketIoSqlite, rawWs].filter(settings.takesPart)
  const table = await alternate(
    contenders.map((contender) => paced(contender, quietRoom, settings)),
    settings.runs,
  )
  const rows = rowsOf(table, ({ p50Ms }) => p50Ms)
  // What bare Socket.IO takes longer where it stores is one durable commit.
  const claims = claimRatio(rows, chat.name, socketIoSqlite.name, { sense: 'at most', value: 1 })
  return [
    { title: 'Median latency, idle server', unit: 'ms', rows, claims },
    ...tails(table, 'idle server'),
  ]
}

async function loaded(settings: Settings): Promise<Measurement[]> {
  const members = settings.isQuick ? 20 : 200
  const contenders = [chat, socketIo].filter(settings.takesPart)
  const saturation = await saturationOf(contenders, members, settings)

  const measurements = [saturation]
  for (const reference of saturation.rows)
    for (const share of [0.3, 0.7]) {
      const limit = median(reference.samples)
      // Another contender than the one whose load it is takes part where it can carry it.
      const carriers = contenders.filter(({ name }) =>
        saturation.rows.some((row) => row.name === name && median(row.samples) >= limit),
      )
      const load = { rooms: 1, members, messagesPerSecond: limit * share }
      const turns = carriers.map((one) => paced(one, load, settings))
      const table = await alternate(turns, settings.runs)
      const percent = `${share * 100} % of the saturation of ${reference.title}`
      measurements.push(
        {
          title: `Median latency at ${percent}`,
          unit: 'ms',
          rows: rowsOf(table, ({ p50Ms }) => p50Ms),
          claims: [],
        },
        ...tails(table, percent),
      )
    }
  return measurements
}

/** As often as all else is measured: the load that is put on others must not hang on one moment of the machine. */
async function saturationOf(
  contenders: readonly Contender[],
  members: number,
  { runs, seconds }: Settings,
): Promise<Measurement> {
  const job = { rooms: 1, members, inFlight: 64, warmUpSeconds: 1, seconds }
  const turns = contenders.map((contender) => ({
    name: contender.name,
    title: contender.title,
    take: () => withServer(contender, (target) => orderLoad('saturate', target, job)),
  }))
  const rows = rowsOf(await alternate(turns, runs), ({ messages, seconds }) => messages / seconds)
  return { title: `Saturation, one room of ${members}`, unit: 'messages/s', rows, claims: [] }
}

function tails(table: { turn: Turn<Paced>; results: Paced[] }[], where: string): Measurement[] {
  const p99 = rowsOf(table, ({ p99Ms }) => p99Ms)
  const p999 = rowsOf(table, ({ p999Ms }) => p999Ms)
  const goal = where.startsWith('70') ? ({ sense: 'at most', value: 1 } as const) : undefined
  return [
    {
      title: `p99 latency, ${where}`,
      unit: 'ms',
      rows: p99,
      claims: claimRatio(p99, chat.name, socketIo.name, goal),
    },
    { title: `p99.9 latency, ${where}`, unit: 'ms', rows: p999, claims: [] },
  ]
}

function paced(
  contender: Contender,
  load: Pick<PaceJob, 'rooms' | 'members' | 'messagesPerSecond' | 'warmUpMessagesPerSecond'>,
  { seconds }: Settings,
): Turn<Paced> {
  const job = { ...load, warmUpSeconds: Math.min(WARM_UP, seconds), seconds }
  return {
    name: contender.name,
    title: contender.title,
    take: () => withServer(contender, (target) => orderLoad('pace', target, job)),
  }
}
