import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, normalize } from 'node:path'
import type { Scene } from './scene.ts'
import { scenes } from './scenes.ts'

const PAGE = join(import.meta.dirname, 'page')
const WIDGET = join(import.meta.dirname, '../packages/widget/dist')

/** How the gallery is looked at; each a parameter of its address. */
const LOOKS = {
  theme: ['auto', 'light', 'dark'],
  lang: ['en', 'ar', 'de', 'ja'],
  width: ['390', '280', '1280'],
}

/** `localhost` is the gallery, `<scene>.….localhost` a scene; both serve the widget's scripts. */
export async function servePage(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const host = request.headers.host ?? ''
  const { pathname, searchParams } = new URL(request.url ?? '/', `http://${host}`)
  if (pathname !== '/') return serveFile(pathname, response)
  const [name = ''] = host.split('.')
  const scene = Object.entries(scenes).find(([key]) => key.toLowerCase() === name)
  const page = scene ? scenePage(scene[1], searchParams) : galleryPage(host, searchParams)
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page)
}

async function serveFile(pathname: string, response: ServerResponse): Promise<void> {
  const path = normalize(pathname)
  for (const folder of [PAGE, WIDGET]) {
    const file = await readFile(join(folder, path)).catch(() => undefined)
    if (!file) continue
    const type = path.endsWith('.css') ? 'text/css' : 'text/javascript'
    response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(file)
    return
  }
  response.writeHead(404).end()
}

function scenePage(
  { title, markup, steps = [], connection, joinRefusal }: Scene,
  look: URLSearchParams,
): string {
  const theme = look.get('theme') ?? 'auto'
  const lang = look.get('lang') ?? 'en'
  const isQuick = look.has('quick') || (connection !== 'refused' && connection !== 'lost')
  const staysLoading = connection === 'refused' || joinRefusal === 'silence'
  const data = JSON.stringify({ steps, isQuick, staysLoading })
  const element = (markup ?? '<chat-room room="Garden"></chat-room>').replace(
    '>',
    ` theme="${theme}">`,
  )
  return `<!doctype html>
<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}" data-theme="${theme}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="stylesheet" href="/scene.css">
<script src="/fixed-clock.js"></script>
<script src="/chat.js"></script>
<script src="/launcher.js"></script>
<main><h1>${title}</h1>
${element}
</main>
<script type="application/json" id="steps">${data.replaceAll('<', String.raw`\u003c`)}</script>
<script type="module" src="/take-steps.js"></script>
</html>`
}

function galleryPage(host: string, look: URLSearchParams): string {
  const width = look.get('width') ?? '390'
  const port = host.split(':')[1] ?? ''
  // A visit of its own: what one has done to its scenes is not what the next one sees.
  const visit = Date.now().toString(36)
  const frames = Object.entries(scenes).map(([name, { title }]) => {
    const address = `http://${name}.${visit}.localhost:${port}/?${look}`
    return `<figure><figcaption>${title}</figcaption>
<iframe src="${address}" title="${title}" width="${width}" height="560" loading="lazy"></iframe></figure>`
  })
  return `<!doctype html>
<html lang="en" data-theme="${look.get('theme') ?? 'auto'}">
<meta charset="utf-8">
<title>Gallery of the widget</title>
<link rel="stylesheet" href="/gallery.css">
<h1>Every state of the widget</h1>
<form>${Object.entries(LOOKS)
    .map(([name, values]) => select(name, values, look.get(name)))
    .join('')}<button>Show</button></form>
<main>${frames.join('')}</main>
</html>`
}

function select(name: string, values: string[], chosen: string | null): string {
  const options = values.map(
    (value) => `<option${value === chosen ? ' selected' : ''}>${value}</option>`,
  )
  return `<label>${name} <select name="${name}">${options.join('')}</select></label>`
}
