import type { Logger } from 'pino'
import { Bus } from './bus/bus.js'
import type { RedisLink } from './bus/redis-link.js'
import type { Settings } from './options.js'
import { MemoryPresence } from './presence/memory-presence.js'
import type { Presence } from './presence/presence.js'
import { RedisPresence } from './presence/redis-presence.js'
import { MemoryRateLimit } from './rate-limit/memory-rate-limit.js'
import { MemoryTally } from './rate-limit/memory-tally.js'
import { NoRateLimit } from './rate-limit/no-rate-limit.js'
import type { RateLimit } from './rate-limit/rate-limit.js'
import { RedisRateLimit } from './rate-limit/redis-rate-limit.js'
import { RedisTally } from './rate-limit/redis-tally.js'
import type { Tally } from './rate-limit/tally.js'

export type Shared = { link: RedisLink; bus: Bus; close: () => void }

/** Opens what this process shares with others through Redis. */
export async function openShared(url: string, logger: Logger): Promise<Shared> {
  // The client of Redis takes time to load, and memory: who has no Redis goes without.
  const { RedisLink } = await import('./bus/redis-link.js')
  const link = new RedisLink({
    url,
    onLost: (error) => logger.error({ err: error }, 'Redis is lost: this process is on its own'),
    onReturn: () => logger.info('Redis is back'),
  })
  await link.open()
  const bus = new Bus({
    link,
    onError: (error) => logger.error({ err: error }, 'a note of another process'),
  })
  bus.open()
  const close = () => {
    bus.close()
    link.close()
  }
  return { link, bus, close }
}

export async function createPresence(
  { graceMs, limits }: Settings,
  shared: Shared | undefined,
  onError: (error: unknown) => void,
): Promise<Presence> {
  const options = { graceMs, listLimit: limits.memberList }
  if (!shared) return new MemoryPresence({ ...options, settleMs: graceMs })
  const presence = new RedisPresence({ ...options, ...shared, onError })
  await presence.beat()
  return presence
}

export function createRateLimit({ rates }: Settings, shared: Shared | undefined): RateLimit {
  if (rates === 'off') return new NoRateLimit()
  return shared ? new RedisRateLimit(rates, shared.link) : new MemoryRateLimit(rates)
}

export function createTally(shared: Shared | undefined): Tally {
  return shared ? new RedisTally(shared.link) : new MemoryTally()
}
