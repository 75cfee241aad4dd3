import { dirname } from 'node:path'
import type { Options } from 'tsup'
import { LEAN_MODULES } from './lean-modules.ts'

type EsbuildPlugin = NonNullable<Options['esbuildPlugins']>[number]

/** esbuild plugin: puts them into the bundle. Fails where socket.io-client has moved one of them. */
export const leanSocketIo: EsbuildPlugin = {
  name: 'lean-socket-io',
  setup(build) {
    const replaced = new Set<string>()
    build.onLoad({ filter: /node_modules/ }, ({ path }) => {
      const [end, contents] = Object.entries(LEAN_MODULES).find(([end]) => path.endsWith(end)) ?? []
      if (end === undefined || contents === undefined) return undefined
      replaced.add(end)
      // eventemitter3 is the SDK's own dependency, not that of socket.io's emitter.
      const resolveDir = contents.includes(`'eventemitter3'`) ? process.cwd() : dirname(path)
      return { contents, resolveDir }
    })
    build.onEnd(() => {
      const missed = Object.keys(LEAN_MODULES).filter((end) => !replaced.has(end))
      const errors = missed.map((end) => ({ text: `socket.io-client has no ${end} now.` }))
      return { errors }
    })
  },
}
