import type { Logger } from 'pino'

// What an operator is to change, in the words that the log says once.

export const UNTRUSTED_FORWARD =
  'X-Forwarded-For from an address that is not a trusted proxy: ignored, so that all who come through it count as one; if it is your proxy, name it with --trust-proxy'

export const NOT_STICKY =
  'a client goes on by HTTP long-polling with a connection of another process: have the balancer send each client to the same process (in nginx: ip_hash), or start with --polling off; after a restart this is to be expected once'

/** Warns the first time that it is called: what is wrong happens at every request. */
export function warnOnce(logger: Logger, warning: string): () => void {
  let hasWarned = false
  return () => {
    if (!hasWarned) logger.warn(warning)
    hasWarned = true
  }
}
