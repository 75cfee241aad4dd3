// Runs the exact pnpm that package.json names, on any Node from 18 on, with nothing installed globally.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

/** Resolves with the exit code; output goes where this process's own goes. */
export function run(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** `CI` keeps pnpm from asking questions, the other Next.js from telling its makers of builds. */
export function runPnpm(...args) {
  return run('npx', ['--yes', packageManager, ...args], {
    env: { ...process.env, CI: 'true', NEXT_TELEMETRY_DISABLED: '1' },
  })
}
