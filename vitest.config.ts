import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

const builtPackages = [/\/packages\/(sdk|server|widget)\/dist\//]

export default defineConfig({
  test: {
    maxWorkers: 2,
    // A worker takes file after file: one that is started for each takes as long again as the tests of units. So a file
    // leaves nothing behind: no server, no fake clock, no stub.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'packages/{protocol,sdk,server}/src/**/*.test.ts',
            'test/**/!(*.integration|*.browser).test.ts',
          ],
          exclude: ['test/gates/**'],
          environment: 'node',
        },
      },
      {
        extends: true,
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'unit-dom',
          include: ['packages/widget/src/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          // Half of their time they wait for programs, timers and disks.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          // They start servers and databases, which take their time where other programs want the same two cores.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          include: ['packages/*/test/**/*.integration.test.ts', 'test/**/*.integration.test.ts'],
          environment: 'node',
          globalSetup: ['./test/start-postgres.mjs', './test/find-redis-and-nginx.mjs'],
          server: { deps: { external: builtPackages } },
        },
      },
      {
        extends: true,
        test: {
          name: 'gates',
          // They run compilers.
          testTimeout: 120_000,
          include: ['test/gates/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          // Half of their time they wait for frames, and for the far end.
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
          // Where other programs want the same two cores a page takes its time; what is met costs none.
          testTimeout: 90_000,
          expect: { poll: { timeout: 20_000 } },
          include: ['packages/*/test/**/*.browser.test.ts', 'test/**/*.browser.test.ts'],
          environment: 'node',
          globalSetup: './test/find-browsers.mjs',
          server: { deps: { external: builtPackages } },
        },
      },
      {
        extends: true,
        test: {
          name: 'types',
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ['packages/*/src/**/*.test-d.ts', 'packages/*/test/**/*.test-d.ts'],
            tsconfig: './tsconfig.types.json',
          },
        },
      },
    ],
  },
})
