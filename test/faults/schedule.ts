import { SeededRandom } from './random.ts'

/** What is done to the connections of one client. */
export type LinkFault = {
  type: 'reset' | 'end' | 'silence' | 'delay' | 'throttle' | 'refuse'
  /** When, ms from the start. */
  at: number
  client: number
  /** How long it lasts, ms; a connection that was ended or silenced stays so. */
  lastsMs: number
}

/**
 * What is done to a server: `kill`, and started again; `drain`, stopped in order and started again; `disk`, not allowed to
 * write to it. To its PostgreSQL: `stop`, in the middle of whatever it does, and `freeze`. To the Redis of several: `redis`,
 * killed and started again, empty.
 */
type ServerFault = {
  type: 'kill' | 'drain' | 'disk' | 'stop' | 'freeze' | 'redis'
  at: number
  /** Which one, where there are several. */
  server: number
  lastsMs: number
}

export type Fault = LinkFault | ServerFault

/** What stands there: one server on a file or on PostgreSQL, or several over PostgreSQL and Redis. */
type Setting = 'sqlite' | 'postgres' | 'cluster'

export type ScheduleOptions = {
  seed: number
  durationMs: number
  clients: number
  /** Default: sqlite. */
  setting?: Setting
  /** How many servers there are. Default: one. */
  servers?: number
}

const LINK_FAULTS = { reset: 28, end: 18, silence: 8, delay: 18, throttle: 14, refuse: 14 }
/** Mean time between two faults of links, and of the server, ms. */
const LINK_PACE_MS = 95
const SERVER_FAULTS: Record<Setting, Record<ServerFault['type'], number>> = {
  sqlite: { kill: 3, drain: 0, disk: 2, stop: 0, freeze: 0, redis: 0 },
  postgres: { kill: 2, drain: 0, disk: 0, stop: 2, freeze: 1, redis: 0 },
  cluster: { kill: 3, drain: 2, disk: 0, stop: 2, freeze: 1, redis: 3 },
}
const SERVER_PACE_MS: Record<Setting, number> = {
  sqlite: 8_000,
  postgres: 4_000,
  cluster: 2_500,
}

/** When what breaks: the same for the same options, in order of time. */
export function createSchedule(options: ScheduleOptions): Fault[] {
  const { seed, durationMs, clients, setting = 'sqlite', servers = 1 } = options
  const random = new SeededRandom(seed)
  const faults: Fault[] = []
  for (let at = pause(random, LINK_PACE_MS); at < durationMs; at += pause(random, LINK_PACE_MS)) {
    const type = random.weighted(LINK_FAULTS)
    const client = random.between(0, clients - 1)
    faults.push({ type, at, client, lastsMs: random.between(50, 2_000) })
  }
  // Each server fault is over before the next begins.
  for (let at = pause(random, SERVER_PACE_MS[setting]); at < durationMs;) {
    const lastsMs = random.between(100, 2_000)
    const type = random.weighted(SERVER_FAULTS[setting])
    faults.push({ type, at, server: random.between(0, servers - 1), lastsMs })
    at += lastsMs + 2_000 + pause(random, SERVER_PACE_MS[setting])
  }
  return faults.sort((a, b) => a.at - b.at)
}

function pause(random: SeededRandom, meanMs: number): number {
  return random.between(1, 2 * meanMs - 1)
}
