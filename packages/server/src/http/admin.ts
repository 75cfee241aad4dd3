import { ChatError } from '@chat/protocol'
import { Router, type RequestHandler } from 'express'
import type { Administration } from './administration.js'
import { admit } from './api/api-router.js'
import { createErrorHandler, keepPrivate } from './api/guards.js'
import { sendUnauthorised } from './api/send-refusal.js'

/** `/admin`: the page of the operator, who presents the admin key once and is given a session for it. */
export function adminRouter(administration: Administration): Router {
  const router = Router()
  const onError = createErrorHandler(administration)
  router.post('/admin/session', keepPrivate, createSession(administration), onError)
  return router
}

/** For the admin key, and only for that: a session that renews itself would never end. */
function createSession(administration: Administration): RequestHandler {
  return async (request, response) => {
    const caller = await admit(request, administration)
    if (!caller) {
      sendUnauthorised(response)
      return
    }
    if (caller.type !== 'key') throw new ChatError('forbidden', 'Present the admin key.')
    response.status(201).json(await administration.services.sessions.issue())
  }
}
