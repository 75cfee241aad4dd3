import { Router } from 'express'
import { readAsset } from './asset.js'

/** The widget's scripts, for pages of any origin: classic, as a module, and the launcher that loads it when opened. */
export function widgetAssetsRouter(): Router {
  const router = Router()
  for (const name of ['chat.js', 'chat.mjs', 'launcher.js'] as const) {
    router.get(`/${name}`, async (_request, response) => {
      const script = await readAsset(name)
      response.set('Access-Control-Allow-Origin', '*')
      response.set('Cross-Origin-Resource-Policy', 'cross-origin')
      response.set('X-Content-Type-Options', 'nosniff')
      if (!script) {
        response.status(503).type('text/plain').send('The widget is not built.')
        return
      }
      // The address is the same for every version: browsers may keep it, and ask whether it changed.
      response.set('Cache-Control', 'public, max-age=300, stale-while-revalidate=86400')
      response.type('text/javascript').send(script)
    })
  }
  return router
}
