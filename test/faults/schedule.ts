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

/** What is done to the server: killed and started again, or not allowed to write to its disk. */
type ServerFault = { type: 'kill' | 'disk'; at: number; lastsMs: number }

export type Fault = LinkFault | ServerFault

export type ScheduleOptions = { seed: number; durationMs: number; clients: number }

const LINK_FAULTS = { reset: 28, end: 18, silence: 8, delay: 18, throttle: 14, refuse: 14 }
/** Mean time between two faults of links, and of the server, ms. */
const LINK_PACE_MS = 95
const SERVER_PACE_MS = 8_000

/** When what breaks: the same for the same options, in order of time. */
export function createSchedule({ seed, durationMs, clients }: ScheduleOptions): Fault[] {
  const random = new SeededRandom(seed)
  const faults: Fault[] = []
  for (let at = pause(random, LINK_PACE_MS); at < durationMs; at += pause(random, LINK_PACE_MS)) {
    const type = random.weighted(LINK_FAULTS)
    const client = random.between(0, clients - 1)
    faults.push({ type, at, client, lastsMs: random.between(50, 2_000) })
  }
  // Each server fault is over before the next begins.
  for (let at = pause(random, SERVER_PACE_MS); at < durationMs;) {
    const lastsMs = random.between(100, 2_000)
    faults.push({ type: random.weighted({ kill: 3, disk: 2 }), at, lastsMs })
    at += lastsMs + 2_000 + pause(random, SERVER_PACE_MS)
  }
  return faults.sort((a, b) => a.at - b.at)
}

function pause(random: SeededRandom, meanMs: number): number {
  return random.between(1, 2 * meanMs - 1)
}
