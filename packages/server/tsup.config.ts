import { defineConfig, type Options } from 'tsup'
import packageJson from './package.json' with { type: 'json' }

const shared: Options = {
  tsconfig: 'tsconfig.build.json',
  target: 'node22',
  platform: 'node',
  // `node:sqlite` exists under no other name.
  removeNodeProtocol: false,
  define: { PACKAGE_VERSION: JSON.stringify(packageJson.version) },
}

export default defineConfig([
  {
    ...shared,
    entry: { index: 'src/index.ts', 'cli/main': 'src/cli/main.ts' },
    format: 'esm',
  },
  {
    ...shared,
    entry: { index: 'src/index.ts' },
    format: 'cjs',
    // import.meta.url, by which the assets are found.
    shims: true,
  },
  // Apart, so that both are made of one look at the types.
  {
    ...shared,
    entry: { index: 'src/index.ts' },
    format: ['esm', 'cjs'],
    dts: { only: true },
  },
])
