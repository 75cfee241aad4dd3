import { onTestFinished } from 'vitest'
import { ChatClient, type ChatClientOptions } from '../src/index.js'
import { FakeServer, type FakeServerOptions } from './fake-server.js'

/** A server for one test. */
export async function startServer(options?: FakeServerOptions): Promise<FakeServer> {
  const server = await FakeServer.start(options)
  onTestFinished(() => server.stop())
  return server
}

/** A client for one test, with nothing stored. */
export function makeClient(
  server: { url: string },
  options: ChatClientOptions = {},
  Client = ChatClient,
): ChatClient {
  const client = new Client({ url: server.url, storage: null, ...options })
  onTestFinished(() => client.close())
  return client
}
