import type { PostgresProcess } from '../postgres-process.ts'
import type { ServerProcess } from '../server-process.ts'
import type { TcpProxy } from '../tcp-proxy.ts'
import type { Fault, LinkFault } from './schedule.ts'

export type Victims = {
  server: ServerProcess
  proxies: readonly TcpProxy[]
  /** Where the server keeps the rooms, if not in a file. */
  postgres?: PostgresProcess | undefined
}

/** Bytes a second of a very bad line. */
const SLOW = 4_000

/** Breaks what the fault says. Resolves when it is over, with whether there was anything to break. */
export async function inflict(fault: Fault, victims: Victims): Promise<boolean> {
  const { server, proxies, postgres } = victims
  switch (fault.type) {
    case 'kill':
      await server.kill()
      await passed(fault.lastsMs)
      await server.start()
      return true
    case 'disk':
      server.refuseWrites()
      await passed(fault.lastsMs)
      server.allowWrites()
      return true
    case 'stop':
      await postgres?.kill()
      await passed(fault.lastsMs)
      await postgres?.start()
      return postgres !== undefined
    case 'freeze':
      postgres?.freeze()
      await passed(fault.lastsMs)
      postgres?.thaw()
      return postgres !== undefined
    default: {
      const proxy = proxies[fault.client]
      return proxy ? breakLinks(fault, proxy) : false
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
