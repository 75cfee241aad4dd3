// Puts what the server hands out beside its code: the widget's scripts, as they are and compressed, its pages, and the
// description of its API.
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const from = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const assets = from('dist/assets')
const widget = from('node_modules/@chat/widget/dist')

await mkdir(assets, { recursive: true })
for (const file of await readdir(widget, { recursive: true })) {
  if (/^(chat\.m?js|chat-\w+\.mjs|launcher\.js|locale[/\\]..(-desk)?\.mjs)$/.test(file)) {
    await cp(`${widget}/${file}`, `${assets}/${file}`)
    const script = await readFile(`${widget}/${file}`)
    await writeFile(`${assets}/${file}.br`, brotliCompressSync(script))
    await writeFile(`${assets}/${file}.gz`, gzipSync(script, { level: 9 }))
  }
}
await cp(from('src/http/admin'), `${assets}/admin`, { recursive: true })
await cp(from('node_modules/@chat/sdk/dist/browser.js'), `${assets}/admin/sdk.js`)
// Which the SDK loads where the server asks for it.
await cp(from('node_modules/@chat/sdk/dist/proof.js'), `${assets}/admin/proof.js`)
await mkdir(`${assets}/api`, { recursive: true })
await cp(from('src/http/api/openapi.json'), `${assets}/api/openapi.json`)
await cp(from('src/http/lobby'), `${assets}/lobby`, {
  recursive: true,
  filter: (path) => !path.endsWith('.ts'),
})
