import { onTestFinished } from 'vitest'
import { createChatServer, type ChatServer, type ChatServerOptions } from '../src/index.js'

export type RunningServer = ChatServer & { port: number; url: string }

/** A server on a free port, gone after the test. Keeps nothing, and counts nothing over time, unless told to. */
export async function startServer(options: ChatServerOptions = {}): Promise<RunningServer> {
  const server = createChatServer({
    database: 'memory',
    rates: 'off',
    logLevel: 'silent',
    ...options,
  })
  onTestFinished(() => server.close())
  const { port } = await server.listen({ port: 0, host: '127.0.0.1' })
  return { ...server, port, url: `http://127.0.0.1:${port}` }
}
