import { Router, type RequestHandler } from 'express'
import { createHash, timingSafeEqual } from 'node:crypto'
import type { PrometheusMetrics } from '../metrics/prometheus-metrics.js'

export type MetricsRoute = {
  metrics: PrometheusMetrics
  /** Whoever asks must present it. Undefined: anybody may ask. */
  token: string | undefined
}

/** `/metrics`, for Prometheus. */
export function metricsRouter({ metrics, token }: MetricsRoute): Router {
  const router = Router()
  router.get('/metrics', mustPresent(token), async (_request, response) => {
    const text = await metrics.expose()
    response.set('Cache-Control', 'no-store').type(metrics.contentType).send(text)
  })
  return router
}

function mustPresent(token: string | undefined): RequestHandler {
  return (request, response, next) => {
    const given = /^Bearer +(.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined || (given !== undefined && isSame(given, token))) {
      next()
      return
    }
    const error = { code: 'forbidden', message: 'Metrics are for those who present the token.' }
    response.status(401).set('WWW-Authenticate', 'Bearer').json({ error })
  }
}

/** Takes the same time whatever is given. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}
