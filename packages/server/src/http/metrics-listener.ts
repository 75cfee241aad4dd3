import express from 'express'
import { createServer, type Server } from 'node:http'
import type { Logger } from 'pino'
import { listen } from './listen.js'
import { metricsRouter, type MetricsRoute } from './metrics.js'

export type MetricsListenerOptions = MetricsRoute & { port: number; host: string; logger: Logger }

/** Serves `/metrics`, and nothing else, on a port of its own. */
export async function listenForMetrics(options: MetricsListenerOptions): Promise<Server> {
  const app = express()
  app.disable('x-powered-by')
  app.use(metricsRouter(options))
  const server = createServer(app)
  const { url } = await listen(server, options.port, options.host).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    // Without its code: it is not the port of the chat that is taken.
    throw new Error(`Metrics cannot be served: ${reason}. Choose another port for them.`)
  })
  options.logger.info({ url: `${url}/metrics` }, 'metrics are served')
  return server
}
