import { defineConfig, type Options } from 'tsup'

const shared: Options = {
  tsconfig: 'tsconfig.build.json',
  target: 'node22',
  platform: 'node',
  // `node:sqlite` exists under no other name.
  removeNodeProtocol: false,
}

export default defineConfig([
  {
    ...shared,
    entry: { index: 'src/index.ts', 'cli/main': 'src/cli/main.ts' },
    format: 'esm',
    dts: { entry: { index: 'src/index.ts' } },
  },
  {
    ...shared,
    entry: { index: 'src/index.ts' },
    format: 'cjs',
    dts: true,
    // import.meta.url, by which the assets are found.
    shims: true,
  },
])
