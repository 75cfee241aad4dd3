import { ChatError } from '@chat/protocol'
import { Router, type RequestHandler, type Response } from 'express'
import type { Administration } from './administration.js'
import { admit } from './api/api-router.js'
import { createErrorHandler, keepPrivate } from './api/guards.js'
import { readAsset } from './asset.js'
import { sendUnauthorised } from './api/send-refusal.js'
import { CONTENT_SECURITY_POLICY } from './security-policy.js'

/** `/admin`: the page of the operator, who presents the admin key once and is given a session for it. */
export function adminRouter(administration: Administration): Router {
  const router = Router()
  const onError = createErrorHandler(administration)
  router.post('/admin/session', keepPrivate, createSession(administration), onError)
  router.get('/admin', keepPrivate, async (_request, response) => {
    response.set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    response.set('Referrer-Policy', 'no-referrer').type('text/html')
    await sendFile(response, 'index.html')
  })
  router.get(/^\/admin\/([a-z-]+\.(?:js|css))$/, keepPrivate, async ({ path }, response) => {
    response.type(path.endsWith('.js') ? 'text/javascript' : 'text/css')
    // Asked for again at every visit, so that all files are of one version.
    response.set('Cache-Control', 'no-cache')
    await sendFile(response, path.slice('/admin/'.length))
  })
  return router
}

async function sendFile(response: Response, name: string): Promise<void> {
  const file = await readAsset(`admin/${name}`)
  if (file) response.send(file)
  else response.status(404).type('text/plain').send('There is no such file.')
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
