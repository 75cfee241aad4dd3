import { defineConfig, type Options } from 'tsup'
import { forBrowsers } from './build/for-browsers.ts'

const shared: Options = {
  tsconfig: 'tsconfig.build.json',
  target: 'es2022',
}

const minified: Options = {
  ...shared,
  splitting: false,
  format: 'esm',
  platform: 'browser',
  sourcemap: true,
  minify: 'terser',
  terserOptions: {
    ecma: 2020,
    compress: { passes: 3, pure_getters: true, keep_fargs: false },
  },
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
  // For browsers: one file, which speaks Socket.IO by itself …
  {
    ...minified,
    entry: { browser: 'src/index.ts' },
    noExternal: [/./],
    esbuildPlugins: [forBrowsers],
  },
  // … and another one that few ever need. Built apart: nothing is to be split off that both would share.
  {
    ...minified,
    entry: { proof: 'src/proof.ts' },
  },
])
