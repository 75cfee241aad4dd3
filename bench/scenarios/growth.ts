import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { alternate, rowsOf, type Turn } from '../alternate.ts'
import { chat, socketIo } from '../contenders.ts'
import type { Asked } from '../load/ask.ts'
import type { Target } from '../load/job.ts'
import { claimRatio, type Claim, type Measurement, type Row } from '../measurement.ts'
import { orderLoad } from '../order-load.ts'
import type { Scenario, Settings } from '../scenario.ts'
import { startServer } from '../start-server.ts'
import { withTemporaryFolder } from '../temporary-folder.ts'
import { withServer } from '../with-server.ts'

type Cost = Asked & { cpuPerMessage: number }
type Situation = { name: string; title: string; folder: string }

const PROBED = 'room-0'

export const growth: Scenario = {
  name: 'growth',
  title: 'Join, history, resume and the cost of a message as logs and rooms grow',
  measure: (settings) =>
    withTemporaryFolder(async (folder) => {
      if (!settings.takesPart(chat)) return []
      const logs = await seedLogs(folder, settings.isQuick ? [100, 1_000] : [1e3, 1e4, 1e5, 1e6])
      const first = logs[0]
      if (!first) return []
      const rooms = await seedRooms(folder, first, settings.isQuick ? [1, 100] : [1, 1e3, 1e5])
      return [
        ...(await compare('as the log grows', logs, settings)),
        ...(await compare('as rooms grow', rooms, settings)),
      ]
    }),
}

/** One data folder for each length of the log, each grown from the one before. */
async function seedLogs(folder: string, lengths: number[]): Promise<Situation[]> {
  const situations: Situation[] = []
  let before = 0
  for (const length of lengths) {
    const title = `a log of ${length.toLocaleString('en-GB')} messages`
    const situation = { name: `log-${length}`, title, folder: join(folder, `log-${length}`) }
    process.stderr.write(`  preparing ${title}\n`)
    await grown(situations.at(-1)?.folder, situation.folder, async (target) => {
      await orderLoad('grow', target, { room: PROBED, messages: length - before })
    })
    situations.push(situation)
    before = length
  }
  return situations
}

/** The same log of one room beside more and more others. */
async function seedRooms(
  folder: string,
  { folder: start }: Situation,
  counts: number[],
): Promise<Situation[]> {
  const situations: Situation[] = []
  for (const count of counts) {
    const title = count === 1 ? '1 room' : `${count.toLocaleString('en-GB')} rooms`
    const situation = { name: `rooms-${count}`, title, folder: join(folder, `rooms-${count}`) }
    process.stderr.write(`  preparing ${title}\n`)
    await grown(start, situation.folder, async (target) => {
      if (count > 1) await orderLoad('fill', target, { rooms: count - 1 })
    })
    situations.push(situation)
  }
  return situations
}

async function grown(
  from: string | undefined,
  to: string,
  action: (target: Target) => Promise<void>,
): Promise<void> {
  if (from !== undefined) await cp(from, to, { recursive: true })
  const server = await startServer(chat, to)
  await action(server.target)
  await server.stop()
}

async function compare(
  where: string,
  situations: Situation[],
  settings: Settings,
): Promise<Measurement[]> {
  const probe = (target: Target) => measureCosts(target, settings)
  const onCopy = (from: string) =>
    withTemporaryFolder(async (folder) => {
      await cp(from, folder, { recursive: true })
      const server = await startServer(chat, folder)
      try {
        return await probe(server.target)
      } finally {
        await server.stop()
      }
    })
  const bare: Turn<Cost> = { ...socketIo, take: () => withServer(socketIo, probe) }
  const ours = situations.map(({ name, title, folder }) => ({
    name,
    title,
    take: () => onCopy(folder),
  }))
  const table = await alternate(
    settings.takesPart(socketIo) ? [...ours, bare] : ours,
    settings.runs,
  )

  const measurement = (what: string, unit: string, valueOf: (cost: Cost) => number | undefined) => {
    const rows = rowsOf(table, valueOf)
    return { title: `${what}, ${where}`, unit, rows, claims: flatness(rows, situations) }
  }
  return [
    measurement('Join with 50 messages of history', 'ms', ({ joinMs }) => joinMs),
    measurement('A page of older history', 'ms', ({ historyMs }) => historyMs),
    measurement('Resume after 100 missed events', 'ms', ({ resumeMs }) => resumeMs),
    measurement("Server's processor time per message", 'µs', ({ cpuPerMessage }) => cpuPerMessage),
  ]
}

/** Flat within a fifth, from the smallest to the largest. */
function flatness(rows: Row[], situations: Situation[]): Claim[] {
  const smallest = situations[0]?.name ?? ''
  const largest = situations.at(-1)?.name ?? ''
  return claimRatio(rows, largest, smallest, { sense: 'at most', value: 1.2 })
}

async function measureCosts(target: Target, { seconds, isQuick }: Settings): Promise<Cost> {
  const asked = await orderLoad('ask', target, { room: PROBED, times: isQuick ? 50 : 500 })
  const { serverCpu, messages } = await orderLoad('saturate', target, {
    ...{ rooms: 1, members: 5, inFlight: 20 },
    ...{ warmUpSeconds: seconds / 4, seconds: seconds / 2 },
  })
  return { ...asked, cpuPerMessage: (serverCpu / messages) * 1e6 }
}
