import { Router, type Request } from 'express'
import { readAsset } from './asset.js'
import type { Routes } from './routes.js'
import { CONTENT_SECURITY_POLICY } from './security-policy.js'

const FILES = {
  'lobby.css': 'text/css',
  'lobby.js': 'text/javascript',
  'icon.svg': 'image/svg+xml',
} as const

/** `/`: join or create a room by name; `/?room=<name>` is a room. */
export function lobbyRouter({ publicUrl }: Routes): Router {
  const router = Router()
  router.get('/', async (request, response) => {
    const page = await readAsset('lobby/index.html')
    if (!page) {
      response.status(503).type('text/plain').send('The lobby is not built.')
      return
    }
    response.set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    response.set('X-Content-Type-Options', 'nosniff')
    response.set('Cache-Control', 'no-cache')
    const address = escapeHtml(publicUrl ?? addressOf(request))
    response
      .type('text/html')
      .send(page.toString('utf8').replaceAll('{{publicUrl}}', () => address))
  })
  for (const [name, type] of Object.entries(FILES)) {
    router.get(`/lobby/${name}`, async (_request, response) => {
      const file = await readAsset(`lobby/${name}`)
      response.set('X-Content-Type-Options', 'nosniff').set('Cache-Control', 'no-cache')
      response
        .status(file ? 200 : 503)
        .type(type)
        .send(file ?? '')
    })
  }
  router.get('/favicon.ico', (_request, response) => response.redirect(301, '/lobby/icon.svg'))
  return router
}

function addressOf(request: Request): string {
  return `${request.protocol}://${request.headers.host ?? 'localhost'}`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
