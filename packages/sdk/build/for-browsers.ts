import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Options } from 'tsup'

type EsbuildPlugin = NonNullable<Options['esbuildPlugins']>[number]

/** How eventemitter3 ends, which is a CommonJS module alone. */
const COMMONJS_EXPORT =
  /if \('undefined' !== typeof module\) \{\s+module\.exports = EventEmitter;\s+\}\s*$/

/** esbuild plugin: browsers do without Socket.IO's client. See docs/decisions/0005-browser-build-of-the-sdk.md. */
export const forBrowsers: EsbuildPlugin = {
  name: 'for-browsers',
  setup(build) {
    const path = resolve('src/browser/open-socket.ts')
    build.onResolve({ filter: /^\.\/open-socket\.js$/ }, () => ({ path }))
    // Stands beside it, and is loaded where a server asks for it.
    build.onResolve({ filter: /^\.\/proof\.js$/ }, (file) => ({ path: file.path, external: true }))
    // What turns a CommonJS module into one that can be imported would come along.
    build.onLoad({ filter: /[/\\]eventemitter3[/\\]index\.js$/ }, async (file) => {
      const source = await readFile(file.path, 'utf8')
      if (!COMMONJS_EXPORT.test(source)) throw new Error('eventemitter3 ends in another way.')
      return { contents: source.replace(COMMONJS_EXPORT, 'export default EventEmitter') }
    })
  },
}
