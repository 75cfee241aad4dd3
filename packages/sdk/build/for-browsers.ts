import { resolve } from 'node:path'
import type { Options } from 'tsup'

type EsbuildPlugin = NonNullable<Options['esbuildPlugins']>[number]

/** esbuild plugin: browsers do without Socket.IO's client. See docs/decisions/0005-browser-build-of-the-sdk.md. */
export const forBrowsers: EsbuildPlugin = {
  name: 'for-browsers',
  setup(build) {
    const path = resolve('src/browser/open-socket.ts')
    build.onResolve({ filter: /^\.\/open-socket\.js$/ }, () => ({ path }))
    // Stands beside it, and is loaded where a server asks for it.
    build.onResolve({ filter: /^\.\/proof\.js$/ }, (file) => ({ path: file.path, external: true }))
  },
}
