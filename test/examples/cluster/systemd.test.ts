import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readClusterFile } from './cluster-file.js'
import { findTool } from './find-tool.js'

const analyze = findTool('systemd-analyze')
const unit = readClusterFile('examples/cluster/chat-server.service')

/** The unit as a file, with a program that is on this machine, so that only the unit can be wrong. */
function writeUnit(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'chat-unit-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'chat-server.service')
  writeFileSync(path, text.replace('/usr/bin/node', process.execPath))
  return path
}

function verify(text: string): string {
  const { stderr } = spawnSync(analyze ?? '', ['verify', '--man=no', writeUnit(text)], {
    encoding: 'utf8',
  })
  return stderr
    .split('\n')
    .filter((line) => line.includes('chat-server.service'))
    .join('\n')
}

test.skipIf(!analyze)('systemd has nothing against the unit', () => {
  expect(verify(unit)).toBe('')
  expect(verify(unit.replace('LimitNOFILE=', 'LimitNOFILES='))).toContain('LimitNOFILES')
})

test.skipIf(!analyze)('systemd counts it among the well protected', () => {
  const args = ['security', '--offline=true', '--threshold=20', '--no-pager', writeUnit(unit)]
  // Ends badly where the exposure is above the threshold, in tenths.
  expect(execFileSync(analyze ?? '', args, { encoding: 'utf8' })).toContain('Overall exposure')
})

test('it has the time to drain', () => {
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(5)
})
