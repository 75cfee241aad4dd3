import { Router } from 'express'
import { readAsset } from './asset.js'

/** The forms beside each script in which the build has it, by what a request calls them: the smallest first. */
const COMPRESSED = { br: '.br', gzip: '.gz' }

/** The widget's scripts, for pages of any origin: classic, as a module, the launcher, and what they load when it is used. */
export function widgetAssetsRouter(): Router {
  const router = Router()
  const scripts = [
    '/chat.js',
    '/chat.mjs',
    '/launcher.js',
    '/chat-alerts.mjs',
    '/chat-desk.mjs',
    '/chat-proof.mjs',
    '/chat-tools.mjs',
    /^\/locale\/[a-z]{2}(-desk)?\.mjs$/,
  ]
  router.get(scripts, async (request, response) => {
    const { path } = request
    const script = await readAsset(path.slice(1))
    response.set('Access-Control-Allow-Origin', '*')
    response.set('Cross-Origin-Resource-Policy', 'cross-origin')
    response.set('X-Content-Type-Options', 'nosniff')
    if (!script) {
      const isLanguage = path.startsWith('/locale/')
      response.status(isLanguage ? 404 : 503).type('text/plain')
      response.send(isLanguage ? 'There is no such language.' : 'The widget is not built.')
      return
    }
    // The address is the same for every version: browsers may keep it, and ask whether it changed.
    response.set('Cache-Control', 'public, max-age=300, stale-while-revalidate=86400')
    response.vary('Accept-Encoding').type('text/javascript')
    for (const [encoding, extension] of Object.entries(COMPRESSED)) {
      // Asked for both at once, Express goes by the order in which the browser names them.
      if (!request.acceptsEncodings(encoding)) continue
      const compressed = await readAsset(path.slice(1) + extension)
      if (!compressed) continue
      response.set('Content-Encoding', encoding).send(compressed)
      return
    }
    response.send(script)
  })
  return router
}
