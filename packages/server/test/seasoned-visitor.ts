import { randomUUID } from 'node:crypto'
import { SessionTokens } from '../src/identity/session-token.js'
import { Visitor } from './visitor.js'

/** Give it to the server, so that identities can be older than the test. */
export const SECRET = 'a secret of these tests'

const tokens = new SessionTokens(new TextEncoder().encode(SECRET))
const DAY_MS = 86_400_000

/** Somebody whose identity is a day old, in a network of their own where the server trusts `loopback`. */
export async function arriveSeasoned(url: string, name: string, network = 1): Promise<Visitor> {
  const token = tokens.issue({
    user: { id: randomUUID(), name },
    since: Date.now() - DAY_MS,
    isOfSite: false,
  })
  const address = `203.0.113.${network}`
  return Visitor.arrive(url, { token }, { extraHeaders: { 'X-Forwarded-For': address } })
}
