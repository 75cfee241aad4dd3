import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below the ports that systems give to outgoing connections, one of which could take it while its server is down. */
const LOWEST = 10_000
const HIGHEST = 32_000

/** A port of the loopback address that nobody listens on. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST))
    const server = createServer()
    const isFree = Promise.race([
      once(server, 'listening').then(() => true),
      once(server, 'error').then(() => false),
    ])
    server.listen(port, '127.0.0.1')
    if (!(await isFree.catch(() => false))) continue
    server.close()
    await once(server, 'close')
    return port
  }
}
