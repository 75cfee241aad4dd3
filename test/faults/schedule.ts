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
 * What is done to the server: `kill`, and started again; `disk`, not allowed to write to it; or to its PostgreSQL:
 * `stop`, in the middle of whatever it does, and `freeze`.
 */
type ServerFault = { type: 'kill' | 'disk' | 'stop' | 'freeze'; at: number; lastsMs: number }

export type Fault = LinkFault | ServerFault

/** What the server keeps the rooms in. */
type FaultyDatabase = 'sqlite' | 'postgres'

export type ScheduleOptions = {
  seed: number
  durationMs: number
  clients: number
  /** Default: sqlite. */
  database?: FaultyDatabase
}

const LINK_FAULTS = { reset: 28, end: 18, silence: 8, delay: 18, throttle: 14, refuse: 14 }
/** Mean time between two faults of links, and of the server, ms. */
const LINK_PACE_MS = 95
const SERVER_FAULTS: Record<FaultyDatabase, Record<ServerFault['type'], number>> = {
  sqlite: { kill: 3, disk: 2, stop: 0, freeze: 0 },
  postgres: { kill: 2, disk: 0, stop: 2, freeze: 1 },
}
const SERVER_PACE_MS: Record<FaultyDatabase, number> = { sqlite: 8_000, postgres: 4_000 }

/** When what breaks: the same for the same options, in order of time. */
export function createSchedule(options: ScheduleOptions): Fault[] {
  const { seed, durationMs, clients, database = 'sqlite' } = options
  const random = new SeededRandom(seed)
  const faults: Fault[] = []
  for (let at = pause(random, LINK_PACE_MS); at < durationMs; at += pause(random, LINK_PACE_MS)) {
    const type = random.weighted(LINK_FAULTS)
    const client = random.between(0, clients - 1)
    faults.push({ type, at, client, lastsMs: random.between(50, 2_000) })
  }
  // Each server fault is over before the next begins.
  for (let at = pause(random, SERVER_PACE_MS[database]); at < durationMs;) {
    const lastsMs = random.between(100, 2_000)
    faults.push({
      type: random.weighted(SERVER_FAULTS[database]),
      at,
      lastsMs,
    })
    at += lastsMs + 2_000 + pause(random, SERVER_PACE_MS[database])
  }
  return faults.sort((a, b) => a.at - b.at)
}

function pause(random: SeededRandom, meanMs: number): number {
  return random.between(1, 2 * meanMs - 1)
}
