import { randomUUID } from 'node:crypto'
import { setTimeout as elapsed } from 'node:timers/promises'
import { createClient } from 'redis'
import { gather } from './crowd.ts'
import { stampedText } from './delivered-messages.ts'
import type { Target } from './job.ts'
import { cpuSeconds } from './process-usage.ts'

/** Events of rooms in which nobody of this server is, told by way of Redis as another process tells them, each by itself. */
export type TellJob = {
  redisUrl: string
  redisPid: number
  notesPerSecond: number
  warmUpSeconds: number
  seconds: number
}

export type Told = {
  /** Processor time that a note took, µs: of the server, and of Redis. What they use with nothing to do is not in it. */
  serverMicros: number
  redisMicros: number
  /** How long the last note took to somebody in its room: how far behind the server was. */
  lagMs: number
  /** Whether fewer notes were told than were ordered. */
  isGeneratorBound: boolean
}

// As packages/server/src/bus writes them; where that changes, the last note reaches nobody and the run ends.
const BUS_KEY = '{chat}:bus'
const KEPT_MS = 30_000
const ROOMS = 200_000
const LAST_ROOM = 'room-0'
const LAST_TIMEOUT_MS = 10_000
/** Notes that Redis has not answered: where it does not keep up there are fewer, not more that wait. */
const MAX_UNDER_WAY = 4_000

export async function tell(target: Target, job: TellJob): Promise<Told> {
  const redis = createClient({ url: job.redisUrl })
  await redis.connect()
  let onDelivery = () => {}
  await gather(target, 1, 1, () => onDelivery())
  const say = (room: string, seq: number) => {
    const at = new Date().toISOString()
    const message = { id: randomUUID(), seq, at, user: USER, text: stampedText() }
    const note = { type: 'events', rooms: [[room, [{ type: 'message', seq, at, message }]]] }
    const trim = {
      strategy: 'MINID',
      strategyModifier: '~',
      threshold: Date.now() - KEPT_MS,
    } as const
    const entry = { from: 'bench', note: JSON.stringify(note) }
    return redis.xAdd(BUS_KEY, '*', entry, { TRIM: trim })
  }
  const measure = async (seconds: number) => {
    const start = { server: cpuSeconds(target.pid), redis: cpuSeconds(job.redisPid) }
    const startedAt = performance.now()
    await elapsed(seconds * 1000)
    const passed = (performance.now() - startedAt) / 1000
    return {
      seconds: passed,
      server: (cpuSeconds(target.pid) - start.server) / passed,
      redis: (cpuSeconds(job.redisPid) - start.redis) / passed,
    }
  }

  const idle = await measure(job.seconds)
  let told = 0
  let taken = 0
  const startedAt = performance.now()
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1000) * job.notesPerSecond
    for (; told < due && told - taken < MAX_UNDER_WAY; told += 1)
      void say(`elsewhere-${told % ROOMS}`, 1).then(() => (taken += 1))
  }, 1)
  await elapsed(job.warmUpSeconds * 1000)
  const before = taken
  const busy = await measure(job.seconds)
  const notes = taken - before
  clearInterval(timer)

  const arrived = new Promise<void>((resolve) => (onDelivery = resolve))
  const saidAt = performance.now()
  await say(LAST_ROOM, 1)
  const tooLong = elapsed(LAST_TIMEOUT_MS).then(() => {
    throw new Error('The server does not read the bus.')
  })
  await Promise.race([arrived, tooLong])
  const lagMs = performance.now() - saidAt
  const perNote = (part: 'server' | 'redis') =>
    ((busy[part] - idle[part]) * busy.seconds * 1e6) / notes
  return {
    serverMicros: perNote('server'),
    redisMicros: perNote('redis'),
    lagMs,
    isGeneratorBound: notes / busy.seconds < job.notesPerSecond * 0.95,
  }
}

const USER = { id: 'AAAAAAAAAAAAAAAAAAAAAA', name: 'Quiet Otter' }
