import { ChatError, isChatError } from '@chat/protocol'
import { Router } from 'express'
import type { Routes } from './routes.js'

/** `/health`: the process lives. `/ready`: it can serve, for load balancers. */
export function healthRouter({ ping }: Pick<Routes, 'ping'>): Router {
  const router = Router()
  router.get('/health', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' })
  })
  router.get('/ready', async (_request, response) => {
    response.set('Cache-Control', 'no-store')
    try {
      await ping()
      response.json({ status: 'ok' })
    } catch (error) {
      const failure = isChatError(error) ? error : new ChatError('unavailable')
      response.status(503).json({ error: failure.toBody() })
    }
  })
  return router
}
