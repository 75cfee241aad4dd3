import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Rollup plugin for the builds that are one script: takes `x.script.ts` in place of `x.ts`, where there is one. */
export function scriptFiles() {
  return {
    name: 'script-files',
    resolveId(source, importer) {
      if (!importer || !source.startsWith('.')) return null
      const path = resolve(dirname(importer), source).replace(/\.js$/, '.script.ts')
      return existsSync(path) ? path : null
    },
  }
}
