import { ChatClient } from '@chat/sdk'
import { BrowserChatClient } from '../browser-client.ts'
import { ClusterStage, type ClusterPrograms } from '../cluster/cluster-stage.ts'
import type { PostgresProcess } from '../postgres-process.ts'
import { TcpProxy } from '../tcp-proxy.ts'
import { check, type Verdict } from './checker.ts'
import { findLaggards } from './convergence.ts'
import type { History } from './history.ts'
import { inflictAll, passed } from './inflict.ts'
import { Participant } from './participant.ts'
import { SeededRandom } from './random.ts'
import { SingleStage } from './single-stage.ts'
import { Recorder } from './recorder.ts'
import { createSchedule } from './schedule.ts'

export type RunOptions = {
  seed: number
  /** How long things break, milliseconds. */
  durationMs: number
  /** Where fewer have hit by then, as on a machine where connections take their time, it goes on until so many have. */
  leastFaults?: number
  clients?: number
  rooms?: number
  /** Keeps the rooms, in its database `postgres`, and breaks too. Default: SQLite, in a file of the server. */
  postgres?: PostgresProcess
  /** The programs of a cluster, to have several processes in place of one. */
  cluster?: ClusterPrograms
}

export type RunResult = Verdict & {
  history: History
  /** Faults that hit something, by type. */
  faults: Record<string, number>
  /** How long it took after the last fault until all had everything, ms. */
  convergedMs: number
}

/** Everybody together does about this much a second. */
const ACTIONS_PER_SECOND = 120
/** How much longer things break where too few have hit, ms. */
const EXTENSION_MS = 5_000
/** Longer than a half-open connection, with its grace, can keep somebody in a room. */
const CONVERGENCE_MS = 60_000

/** Real clients talk through a real server while everything breaks; then what they saw is held against the promises. */
export async function runFaults(options: RunOptions): Promise<RunResult> {
  const { seed, durationMs, leastFaults = 0, clients = 14, rooms: roomCount = 4 } = options
  const rooms = Array.from({ length: roomCount }, (_, index) => `room-${index + 1}`)
  const random = new SeededRandom(seed)
  const recorder = new Recorder()
  const stage = options.cluster
    ? await ClusterStage.start({ programs: options.cluster })
    : await SingleStage.start(options.postgres)
  const proxies = await Promise.all(
    Array.from({ length: clients }, () => TcpProxy.start(stage.port)),
  )
  const participants = proxies.map((proxy, index) => {
    const Client = index % 2 === 0 ? ChatClient : BrowserChatClient
    return new Participant({ name: `P${index + 1}`, Client, proxy, rooms, random, recorder })
  })
  let workload: NodeJS.Timeout | undefined
  try {
    await Promise.all(participants.map((participant) => participant.begin()))
    workload = setInterval(() => random.pick(participants)?.act(), 1_000 / ACTIONS_PER_SECOND)
    const faults: Record<string, number> = {}
    for (let round = 0; round === 0 || sum(faults) < leastFaults; round += 1) {
      const schedule = createSchedule({
        ...{ seed: seed + round, durationMs: round === 0 ? durationMs : EXTENSION_MS, clients },
        ...stage.setting,
      })
      const hits = await inflictAll(schedule, { ...stage.victims, proxies })
      for (const [type, count] of Object.entries(hits)) faults[type] = (faults[type] ?? 0) + count
    }
    clearInterval(workload)

    const brokenUntil = Date.now()
    const deadline = brokenUntil + CONVERGENCE_MS
    let laggards = findLaggards(participants, recorder)
    for (; laggards.length > 0 && Date.now() < deadline; await passed(50))
      laggards = findLaggards(participants, recorder)
    const convergedMs = Date.now() - brokenUntil
    for (const participant of participants) participant.conclude()
    for (const room of rooms) recorder.history.final.set(room, await readRoom(stage.url, room))
    const { violations, counts } = check(recorder.history)
    for (const what of laggards) violations.push({ rule: 'converged', what })
    return { violations, counts, history: recorder.history, faults, convergedMs }
  } finally {
    clearInterval(workload)
    await Promise.all(participants.map(({ client }) => client.close()))
    await Promise.all(proxies.map((proxy) => proxy.close()))
    await stage.dispose()
  }
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}

/** A room as somebody finds it who comes when all is over, and reads all of it. */
async function readRoom(url: string, name: string) {
  const client = new ChatClient({ url, storage: null })
  try {
    const room = await client.join(name)
    while (await room.loadOlder()) continue
    const { seq, messages, members } = room.snapshot
    return {
      seq,
      messages: [...messages],
      members: members.list.filter(({ id }) => id !== client.user?.id),
    }
  } finally {
    await client.close()
  }
}
