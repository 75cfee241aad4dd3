import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

// An element of the page that is named currentScript would be taken for it.
const OWN_ADDRESS =
  '((script) => (script instanceof HTMLScriptElement && script.src) || document.baseURI)(document.currentScript)'

/** What the SDK loads when it is needed, and what stands in for it. */
export const SDK_PROOF = fileURLToPath(new URL('proof.js', import.meta.resolve('@chat/sdk')))
const OWN_PROOF = fileURLToPath(new URL('../src/proof.script.ts', import.meta.url))

/**
 * Rollup plugin for the builds that are one script: takes `x.script.ts` in place of `x.ts`, where there is one, and the
 * address of the script for `import.meta.url`.
 */
export function scriptFiles() {
  return {
    name: 'script-files',
    resolveId(source, importer) {
      if (!importer || !source.startsWith('.')) return null
      const path = resolve(dirname(importer), source)
      if (path === SDK_PROOF) return OWN_PROOF
      const own = path.replace(/\.js$/, '.script.ts')
      return existsSync(own) ? own : null
    },
    resolveImportMeta(property, { format }) {
      return property === 'url' && format === 'iife' ? OWN_ADDRESS : null
    },
  }
}
