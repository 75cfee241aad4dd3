import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * Connections that the system keeps until they are taken, as many as Linux allows by default. After an outage all come at one
 * moment; one that finds no place is tried again by its client's system, but a second later.
 */
const BACKLOG = 4_096

/** Resolves with the address that can be opened on this machine. Rejects where the port is not to be had. */
export function listen(
  server: Server,
  port: number,
  host: string | undefined,
): Promise<{ port: number; url: string }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, backlog: BACKLOG, ...(host !== undefined && { host }) }, () => {
      server.off('error', reject)
      const address = server.address() as AddressInfo
      resolve({ port: address.port, url: toUrl(address) })
    })
  })
}

function toUrl({ address, family, port }: AddressInfo): string {
  const isAny = address === '0.0.0.0' || address === '::'
  const host = isAny ? 'localhost' : family === 'IPv6' ? `[${address}]` : address
  return `http://${host}:${port}`
}
