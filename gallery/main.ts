// `pnpm gallery`: every state of the widget with fixed data, to look at; `pnpm gallery --screenshots` makes the pictures of docs/.
import { parseArgs } from 'node:util'
import { servePage } from './pages.ts'
import { SceneServer } from './scene-server.ts'
import { takeScreenshots } from './screenshots.ts'

const { values } = parseArgs({
  options: { screenshots: { type: 'boolean' }, port: { type: 'string' } },
})

const server = await SceneServer.start(
  (request, response) => void servePage(request, response),
  Number(values.port ?? 0),
)
const address = `http://localhost:${server.port}/`
if (values.screenshots) {
  await takeScreenshots(server.port)
  await server.close()
} else console.log(`The gallery: ${address}   (Ctrl+C ends it)`)
