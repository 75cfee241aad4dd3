import { startServer, type RunningServer } from '../running-server.js'
import type { ChatServerOptions } from '../../src/index.js'
import { expectAsDescribed } from './described-api.js'

export const ADMIN_KEY = 'the-key-of-the-operator-in-tests'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what comes out of JSON is looked at, and held to its description
type ApiAnswer = { status: number; body: any; headers: Headers }

/** Calls the API with a key. Every answer is held to what the description says of it. */
export type Call = (place: string, body?: unknown) => Promise<ApiAnswer>

export function createCaller(url: string, key: string | undefined = ADMIN_KEY): Call {
  return async (place, body) => {
    const [method = '', path = ''] = place.split(' ')
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        ...(key !== '' && { Authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer = { status: response.status, body: text && JSON.parse(text) }
    expectAsDescribed(method, new URL(response.url).pathname.replace(/^\/api/, ''), answer)
    return { ...answer, headers: response.headers }
  }
}

/** A server that has an admin key, and the operator who calls its API. */
export async function startWithAdmin(
  options: ChatServerOptions = {},
): Promise<RunningServer & { call: Call }> {
  const server = await startServer({ adminKey: ADMIN_KEY, ...options })
  return { ...server, call: createCaller(server.url) }
}
