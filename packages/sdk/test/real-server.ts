import { onTestFinished } from 'vitest'
/* eslint-disable import-x/no-relative-packages -- the processes and faults of all packages' tests are the repository's own */
import { ServerProcess } from '../../../test/server-process.js'
import { TcpProxy } from '../../../test/tcp-proxy.js'
/* eslint-enable import-x/no-relative-packages */

export type { TcpProxy }

/** The built server in a process of its own, for one test. */
export async function startRealServer(): Promise<ServerProcess> {
  const server = await ServerProcess.start({ flags: ['--rate-limits', 'off'] })
  onTestFinished(() => server.dispose())
  return server
}

/** A link to a server that can be broken, for one test. */
export async function startProxy({ port }: { port: number }): Promise<TcpProxy> {
  const proxy = await TcpProxy.start(port)
  onTestFinished(() => proxy.close())
  return proxy
}
