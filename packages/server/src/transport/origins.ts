import type { IncomingMessage } from 'node:http'

/** Sites that may connect: all of them, or a list of origins such as `https://example.com`. */
export type Origins = '*' | readonly string[]

/**
 * Whether the page that the request comes from may connect. Holds for WebSocket as for polling; browsers send no
 * preflight for the former. A request without `Origin` comes from no page.
 */
export function isAllowedOrigin(origins: Origins, request: IncomingMessage): boolean {
  const { origin } = request.headers
  return origins === '*' || origin === undefined || origins.includes(origin)
}
