import express, { type ErrorRequestHandler, type Express } from 'express'
import helmet from 'helmet'
import { adminRouter } from './admin.js'
import { apiRouter } from './api/api-router.js'
import { healthRouter } from './health.js'
import { lobbyRouter } from './lobby.js'
import { metricsRouter } from './metrics.js'
import { roomsRouter } from './rooms.js'
import type { Routes } from './routes.js'
import { widgetAssetsRouter } from './widget-assets.js'

/** The server's own Express app. */
export function createApp(routes: Routes): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(helmet({ contentSecurityPolicy: false, strictTransportSecurity: false }))
  mountRoutes(app, routes)
  if (!routes.administration.isOpen) {
    app.use(['/api', '/admin'], (_request, response) => {
      const message = 'Administration is off; start the server with CHAT_ADMIN_KEY.'
      response.status(404).json({ error: { code: 'not_found', message } })
    })
  }
  app.use((_request, response) => {
    response.status(404).json({ error: { code: 'not_found', message: 'There is nothing here.' } })
  })
  app.use(createErrorHandler(routes))
  return app
}

/** Adds the routes to an app, the caller's or the server's own. */
export function mountRoutes(app: Express, routes: Routes): void {
  if (routes.metrics) app.use(metricsRouter(routes.metrics))
  const { administration } = routes
  if (administration.isOpen) app.use(apiRouter(administration), adminRouter(administration))
  app.use(healthRouter(routes), roomsRouter(routes), widgetAssetsRouter(), lobbyRouter(routes))
}

// Four parameters: that is how Express knows an error handler.
function createErrorHandler({ logger }: Routes): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const status = statusOf(error)
    if (status >= 500) logger.error({ err: error }, 'HTTP request failed')
    const code = status >= 500 ? 'unavailable' : 'invalid_payload'
    const message = status >= 500 ? 'The server failed.' : 'The request is malformed.'
    response.status(status).json({ error: { code, message } })
  }
}

function statusOf(error: unknown): number {
  const isHttpError = typeof error === 'object' && error !== null && 'status' in error
  return isHttpError && typeof error.status === 'number' ? error.status : 500
}
