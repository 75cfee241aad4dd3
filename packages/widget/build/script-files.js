import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

// An element of the page that is named currentScript would be taken for it.
const OWN_ADDRESS =
  '((script) => (script instanceof HTMLScriptElement && script.src) || document.baseURI)(document.currentScript)'

/**
 * Rollup plugin for the builds that are one script: takes `x.script.ts` in place of `x.ts`, where there is one, and the
 * address of the script for `import.meta.url`.
 */
export function scriptFiles() {
  return {
    name: 'script-files',
    resolveId(source, importer) {
      if (!importer || !source.startsWith('.')) return null
      const path = resolve(dirname(importer), source).replace(/\.js$/, '.script.ts')
      return existsSync(path) ? path : null
    },
    resolveImportMeta(property, { format }) {
      return property === 'url' && format === 'iife' ? OWN_ADDRESS : null
    },
  }
}
