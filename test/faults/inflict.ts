import type { PostgresProcess } from '../postgres-process.ts'
import type { ServerProcess } from '../server-process.ts'
import type { TcpProxy } from '../tcp-proxy.ts'
import type { Fault, LinkFault } from './schedule.ts'

export type Victims = {
  servers: readonly ServerProcess[]
  redis?: Restartable
  /** Where the servers keep the rooms, if not in a file. */
  postgres?: PostgresProcess | undefined
  proxies: readonly TcpProxy[]
}

/** Killed, and started again with what it has kept. */
type Restartable = { kill(): Promise<void>; start(): Promise<void> }

const START_ATTEMPTS = 20
/** Bytes a second of a very bad line. */
const SLOW = 4_000

/** Breaks what the schedule says. Resolves when all is over, with how often there was something to break, by type. */
export async function inflictAll(
  schedule: readonly Fault[],
  victims: Victims,
): Promise<Record<string, number>> {
  const hits: Record<string, number> = {}
  // A server may need longer to start than the schedule gave it: what is to break next waits for that.
  let serverTurn: Promise<boolean> = Promise.resolve(false)
  await Promise.all(
    schedule.map(async (fault) => {
      await passed(fault.at)
      const strike = () => inflict(fault, victims)
      const isHit = 'client' in fault ? strike() : (serverTurn = serverTurn.then(strike))
      if (await isHit) hits[fault.type] = (hits[fault.type] ?? 0) + 1
    }),
  )
  return hits
}

/** Breaks what the fault says. Resolves when it is over, with whether there was anything to break. */
async function inflict(fault: Fault, victims: Victims): Promise<boolean> {
  switch (fault.type) {
    case 'kill':
    case 'drain':
    case 'disk':
      return breakServer(fault, victims.servers[fault.server])
    case 'redis':
      return restart(victims.redis, fault.lastsMs)
    case 'stop':
      return restart(victims.postgres, fault.lastsMs)
    case 'freeze':
      victims.postgres?.freeze()
      await passed(fault.lastsMs)
      victims.postgres?.thaw()
      return victims.postgres !== undefined
    default: {
      const proxy = victims.proxies[fault.client]
      return proxy ? breakLinks(fault, proxy) : false
    }
  }
}

async function breakServer({ type, lastsMs }: Fault, server?: ServerProcess): Promise<boolean> {
  if (!server) return false
  if (type === 'kill') return restart(server, lastsMs)
  if (type === 'disk') {
    server.refuseWrites()
    await passed(lastsMs)
    server.allowWrites()
  } else {
    await server.stop()
    await passed(lastsMs)
    await startAgain(server)
  }
  return true
}

async function restart(victim: Restartable | undefined, lastsMs: number): Promise<boolean> {
  if (!victim) return false
  await victim.kill()
  await passed(lastsMs)
  await startAgain(victim)
  return true
}

/** As whatever watches over a service does: a server does not start while its database is away. */
async function startAgain(victim: Pick<Restartable, 'start'>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await victim.start()
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error
      await passed(500)
    }
  }
}

async function breakLinks({ type, lastsMs }: LinkFault, proxy: TcpProxy): Promise<boolean> {
  const { links } = proxy
  switch (type) {
    case 'reset':
    case 'end':
    case 'silence':
      for (const link of links) link[type]()
      return links.length > 0
    case 'delay':
      for (const link of links) link.delay(lastsMs / 4)
      break
    case 'throttle':
      for (const link of links) link.throttle(SLOW)
      break
    case 'refuse':
      proxy.cut()
  }
  await passed(lastsMs)
  proxy.restore()
  for (const link of links) {
    link.delay(0)
    link.throttle(Infinity)
  }
  return type === 'refuse' || links.length > 0
}

export function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
