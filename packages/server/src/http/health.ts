import { Router } from 'express'
import type { Routes } from './routes.js'

/** `/health`: the process lives. `/ready`: it can serve, for load balancers. */
export function healthRouter({ store, logger }: Routes): Router {
  const router = Router()
  router.get('/health', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' })
  })
  router.get('/ready', async (_request, response) => {
    response.set('Cache-Control', 'no-store')
    try {
      await store.ping()
      response.json({ status: 'ok' })
    } catch (error) {
      logger.error({ err: error }, 'the store does not answer')
      response.status(503).json({
        error: { code: 'unavailable', message: 'The store does not answer.' },
      })
    }
  })
  return router
}
