import { alternate, rowsOf } from '../alternate.ts'
import type { Contender } from '../contender.ts'
import { chat, rawWs, rawWsFile, socketIo, socketIoSqlite } from '../contenders.ts'
import type { Paced, PaceJob } from '../load/pace.ts'
import { claimRatio, type Goal, type Measurement } from '../measurement.ts'
import { GeneratorFailed, orderLoad } from '../order-load.ts'
import type { Scenario, Settings } from '../scenario.ts'
import { withServer } from '../with-server.ts'

/**
 * A room in which little is said: what a message costs when the server has nothing else to do. It was in use before, or
 * for some hundred messages what is measured would be V8 that compiles, of all contenders.
 */
const quietRoom = { rooms: 1, members: 10, messagesPerSecond: 50, warmUpMessagesPerSecond: 1_000 }

/** s; of short measurements as long as they are. */
const WARM_UP = 3

/** Of what a server carries; the larger at once after that was measured. */
const SHARES = [0.7, 0.3]

const atMostOnce: Goal = { sense: 'at most', value: 1 }

export const latency: Scenario = {
  name: 'latency',
  title: 'Latency from send to receipt',
  measure: async (settings) => [
    ...(await idle(settings)),
    ...(await underLoadOf(socketIo, [socketIo, rawWsFile, chat], settings)),
    // Bare Socket.IO cannot carry that.
    ...(await underLoadOf(chat, [chat], settings)),
  ],
}

async function idle(settings: Settings): Promise<Measurement[]> {
  const contenders = [chat, socketIo, socketIoSqlite, rawWs, rawWsFile].filter(settings.takesPart)
  const turns = contenders.map((contender) => ({
    ...contender,
    take: () => paced(contender, quietRoom, settings),
  }))
  const table = await alternate(turns, settings.runs)
  const [p50, ...tails] = quantiles(table, 'idle server')
  // What bare Socket.IO takes longer where it stores is one durable commit.
  const claims = claimRatio(p50.rows, chat.name, socketIoSqlite.name, atMostOnce)
  return [{ ...p50, claims }, ...tails]
}

/** Latency of `carriers` at shares of what `reference` carries in one room. */
async function underLoadOf(
  reference: Contender,
  carriers: readonly Contender[],
  settings: Settings,
): Promise<Measurement[]> {
  if (!settings.takesPart(reference)) return []
  const contenders = carriers.filter(settings.takesPart)
  const turn = { ...reference, take: () => loadRound(reference, contenders, settings) }
  const table = await alternate([turn], settings.runs)
  const loads = table.flatMap(({ results }) => results.flatMap((round) => round.loads))

  const measurements = SHARES.flatMap((share) => {
    const [p50, p99, p999] = quantiles(
      contenders.map((contender) => ({
        turn: contender,
        results: loads.filter((load) => load.share === share && load.contender === contender),
      })),
      `${share * 100} % of the saturation of ${reference.title}`,
    )
    const goal = share === 0.7 ? atMostOnce : undefined
    const claims = [
      ...claimRatio(p99.rows, chat.name, socketIo.name, goal),
      // What a server that keeps what it shows can reach at all.
      ...claimRatio(p99.rows, rawWsFile.name, socketIo.name),
    ]
    return [p50, { ...p99, claims }, p999]
  })
  const saturation = {
    title: `Saturation of ${reference.title}, one room of ${membersOf(settings)}`,
    unit: 'messages/s',
    rows: rowsOf(table, ({ messagesPerSecond }) => messagesPerSecond),
    claims: [],
  }
  return [saturation, ...measurements]
}

type Round = {
  /** What the reference carries. */
  messagesPerSecond: number
  loads: (Paced & { share: number; contender: Contender })[]
}

/**
 * What the reference carries is measured anew in each round: a shared machine is faster or slower within minutes, and
 * 70 % of what a server carried then can be little to it now, or more than it can do.
 */
async function loadRound(
  reference: Contender,
  contenders: readonly Contender[],
  settings: Settings,
): Promise<Round> {
  const room = { rooms: 1, members: membersOf(settings) }
  const job = { ...room, inFlight: 64, warmUpSeconds: 1, seconds: settings.seconds }
  const saturated = await withServer(reference, (target) => orderLoad('saturate', target, job))
  const messagesPerSecond = saturated.messages / saturated.seconds

  const loads: Round['loads'] = []
  for (const share of SHARES)
    for (const contender of contenders) {
      const load = { ...room, messagesPerSecond: messagesPerSecond * share }
      try {
        loads.push({ ...(await paced(contender, load, settings)), share, contender })
      } catch (error) {
        // What is compared must be whole. Where nothing is, a generator that cannot read all that it is sent, and is cut
        // off like any slow reader, leaves a gap.
        if (contenders.length > 1 || !(error instanceof GeneratorFailed)) throw error
        process.stderr.write(`  !!! LEFT OUT at ${share * 100} %: ${error.message}\n`)
      }
    }
  return { messagesPerSecond, loads }
}

const membersOf = ({ isQuick }: Settings) => (isQuick ? 20 : 200)

function paced(
  contender: Contender,
  load: Pick<PaceJob, 'rooms' | 'members' | 'messagesPerSecond' | 'warmUpMessagesPerSecond'>,
  { seconds }: Settings,
): Promise<Paced> {
  const job = { ...load, warmUpSeconds: Math.min(WARM_UP, seconds), seconds }
  return withServer(contender, (target) => orderLoad('pace', target, job))
}

/** Median, p99 and p99.9 of the latency. */
function quantiles(
  table: Parameters<typeof rowsOf<Paced>>[0],
  where: string,
): [Measurement, Measurement, Measurement] {
  const measurement = (title: string, valueOf: (paced: Paced) => number) => ({
    title: `${title}, ${where}`,
    unit: 'ms',
    rows: rowsOf(table, valueOf),
    claims: [],
  })
  return [
    measurement('Median latency', ({ p50Ms }) => p50Ms),
    measurement('p99 latency', ({ p99Ms }) => p99Ms),
    measurement('p99.9 latency', ({ p999Ms }) => p999Ms),
  ]
}
