// Runs the exact pnpm that package.json names, on any Node from 18 on, with nothing installed globally.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

/** Resolves with the exit code; output goes where this process's own goes. */
export function run(command, args, options) {
  return exitCodeOf(start(command, args, { stdio: 'inherit', ...options }))
}

/**
 * The same for a program that is to take no processor from others, where there is `nice`. Its output is added to `output`,
 * a list of buffers.
 */
export function runBehind(output, command, args, options) {
  const whole = [...(process.platform === 'win32' ? [] : ['nice', '-n', '19']), command, ...args]
  const child = start(whole[0], whole.slice(1), { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(data))
  return exitCodeOf(child)
}

/** `CI` keeps pnpm from asking questions, the other Next.js from telling its makers of builds. */
export function runPnpm(args, runProgram = run) {
  return runProgram('npx', ['--yes', packageManager, ...args], {
    env: { ...process.env, CI: 'true', NEXT_TELEMETRY_DISABLED: '1' },
  })
}

function start(command, args, options) {
  return spawn(command, args, { cwd: root, shell: process.platform === 'win32', ...options })
}

function exitCodeOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}
