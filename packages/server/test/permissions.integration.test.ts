import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { useTemporaryFolder } from './temporary-folder.js'

const CLI = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const folder = useTemporaryFolder()
/** Permissions say nothing to root: then the command runs as nobody. */
const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

const run = (...args: string[]) =>
  spawnSync(process.execPath, [CLI, ...args], { ...user, cwd: '/', encoding: 'utf8' })

test.runIf(process.getuid && run('--version').status === 0)(
  'a data directory that may not be written to is one line that says so, and exit code 1',
  () => {
    const data = join(folder, 'data')
    mkdirSync(data)
    chmodSync(folder, 0o755)
    chmodSync(data, 0o555)

    const { status, stderr } = run('--port', '0', '--data', data)

    expect(stderr).toMatch(/^chat-server: .*permission.*\n$/)
    expect(stderr).toContain(data)
    expect(status).toBe(1)
  },
)
