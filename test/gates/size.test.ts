import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { folderOf, root } from './packages.js'

test('the whole embed stays within 38 kB, compressed', () => {
  expectWithin(38, 'chat.js', readFileSync(`${folderOf('widget')}/dist/chat.js`))
})

test('what runs before a launcher is first opened stays within 4 kB, compressed', () => {
  expectWithin(4, 'launcher.js', readFileSync(`${folderOf('widget')}/dist/launcher.js`))
})

test('the SDK with all that it stands on stays within 20 kB, compressed', async () => {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '@chat/sdk'`, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    legalComments: 'none',
  })
  expectWithin(20, '@chat/sdk', outputFiles[0]?.contents ?? new Uint8Array())
})

function expectWithin(budgetKb: number, what: string, contents: Uint8Array): void {
  const sizeKb = gzipSync(contents, { level: 9 }).length / 1000
  expect(sizeKb, `${what} is empty: build first`).toBeGreaterThan(1)
  expect(
    sizeKb,
    `${what} is ${sizeKb.toFixed(1)} kB gzip, over its budget of ${budgetKb} kB. Every page that ` +
      'embeds the chat pays for it: find what grew (esbuild --analyze shows shares by file) and take ' +
      'it out or load it on demand. Raise the budget only with a decision record in docs/decisions.',
  ).toBeLessThanOrEqual(budgetKb)
}
