import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { folderOf, root } from './packages.js'

const run = promisify(execFile)

const entries = [
  ['import', 'the SDK', `${folderOf('sdk')}/dist/index.js`],
  ['require', 'the SDK', `${folderOf('sdk')}/dist/index.cjs`],
  ['import', "the moderators' part of the SDK", `${folderOf('sdk')}/dist/moderation.js`],
  ['require', "the moderators' part of the SDK", `${folderOf('sdk')}/dist/moderation.cjs`],
  ['import', 'the server', `${folderOf('server')}/dist/index.js`],
  ['require', 'the server', `${folderOf('server')}/dist/index.cjs`],
  ['import', "the widget's classes", `${folderOf('widget')}/dist/index.js`],
  // They register elements where there are any, which a server that renders pages has none of.
  ['import', 'the entry of <chat-room>', `${folderOf('widget')}/dist/define.js`],
  ['import', 'the entry of <chat-launcher>', `${folderOf('widget')}/dist/define-launcher.js`],
] as const

test.each(entries)('%s of %s does nothing but load', async (how, _, file) => {
  const { stdout, stderr } = await run(process.execPath, [
    `${root}test/gates/import-probe.mjs`,
    how,
    file,
  ])
  expect(JSON.parse(stdout)).toEqual([])
  expect(stderr).toBe('')
})
