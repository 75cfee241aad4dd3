import { ChatError } from '@chat/protocol'
import express, { Router, type Request, type RequestHandler } from 'express'
import type { Administration } from '../administration.js'
import { readAsset } from '../asset.js'
import type { ApiRoute } from './api-route.js'
import { apiRoutes } from './api-routes.js'
import { identify, type Caller } from './caller.js'
import { createErrorHandler, keepPrivate } from './guards.js'
import { sendLines } from './send-lines.js'
import { sendRefusal, sendUnauthorised } from './send-refusal.js'

/** The largest body, bytes. */
const BODY_BYTES = 65_536

/** `/api`: what the operator and bots do over HTTP. Without CORS: pages of other sites cannot call it. */
export function apiRouter(administration: Administration): Router {
  const router = Router()
  const body = express.json({ limit: BODY_BYTES })
  const onError = createErrorHandler(administration)
  for (const route of apiRoutes) {
    const path = `/api${route.path}`
    router[route.method](path, keepPrivate, body, serve(route, administration), onError)
  }
  router.get('/api/openapi.json', keepPrivate, async (_request, response) => {
    const description = await readAsset('api/openapi.json')
    if (description) response.type('application/json').send(description)
    else sendRefusal(response, new ChatError('unavailable', 'The description is not built.'))
  })
  return router
}

function serve(route: ApiRoute, administration: Administration): RequestHandler {
  return async (request, response) => {
    const caller = await admit(request, administration)
    if (!caller) {
      sendUnauthorised(response)
      return
    }
    if (caller.type === 'bot' && !route.isForBots) {
      throw new ChatError('forbidden', 'A bot may write messages, and delete its own.')
    }
    const answer = await route.run(request, caller, administration.services)
    if (answer.status === 204) response.status(204).end()
    else if ('lines' in answer) await sendLines(answer.lines, response, administration.onError)
    else response.status(answer.status).json(answer.body)
  }
}

/**
 * Counts the request, and tells who calls; undefined where it is nobody.
 *
 * @throws ChatError `rate_limited`, `unavailable`
 */
export async function admit(
  request: Request,
  administration: Administration,
): Promise<Caller | undefined> {
  const { services } = administration
  const address = administration.addressOf(request)
  await services.rateLimit.consume('api', address)
  const caller = await identify(request.headers.authorization, address, services)
  if (!caller) administration.noteWrongKey()
  return caller
}
