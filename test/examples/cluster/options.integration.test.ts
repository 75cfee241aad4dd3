import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { CLUSTER_FILES, readClusterFile, ROOT } from './cluster-file.js'

/** What the built command documents. */
const help = execFileSync(process.execPath, [`${ROOT}packages/server/dist/cli/main.js`, '--help'], {
  encoding: 'utf8',
})

test.each(CLUSTER_FILES)('every variable that %s sets is one that the server reads', (path) => {
  const variables = readClusterFile(path).matchAll(/(?<![\w{])CHAT_[A-Z_]+(?=[\s:=,])/g)
  for (const [variable] of variables) expect(help).toContain(`${variable} `)
})

test('the files set variables at all', () => {
  for (const path of [
    'Dockerfile',
    'examples/cluster/compose.yaml',
    'examples/cluster/kubernetes.yaml',
    'examples/cluster/chat-server.service',
  ] as const) {
    expect(readClusterFile(path)).toMatch(/CHAT_[A-Z]+/)
  }
})
