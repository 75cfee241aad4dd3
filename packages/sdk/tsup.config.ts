import { defineConfig, type Options } from 'tsup'
import { forBrowsers } from './build/for-browsers.ts'

const shared: Options = {
  tsconfig: 'tsconfig.build.json',
  target: 'es2022',
}

export default defineConfig([
  {
    ...shared,
    entry: ['src/index.ts', 'src/moderation.ts'],
    // What moderators load is little, and visitors load nothing of it.
    splitting: false,
    format: ['esm', 'cjs'],
    platform: 'neutral',
    dts: true,
  },
  // For browsers: one file, which speaks Socket.IO by itself.
  {
    ...shared,
    // What few ever need stands in a file of its own.
    entry: { browser: 'src/index.ts', proof: 'src/proof.ts' },
    splitting: true,
    format: 'esm',
    platform: 'browser',
    noExternal: [/./],
    esbuildPlugins: [forBrowsers],
    sourcemap: true,
    minify: 'terser',
    terserOptions: {
      ecma: 2020,
      compress: { passes: 3, pure_getters: true, keep_fargs: false },
    },
  },
])
