import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** Runs a program of `examples/` until the test is over. Resolves when it has printed what `sign` matches. */
export async function runExample(
  path: string,
  args: readonly string[],
  sign: RegExp,
  env: Record<string, string> = {},
): Promise<RegExpExecArray> {
  const file = fileURLToPath(new URL(`../../examples/${path}`, import.meta.url))
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill()
    await once(child, 'exit')
  })
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (text: string) => {
      output += text
      const match = sign.exec(output)
      if (match) resolve(match)
    }
    child.stdout.setEncoding('utf8').on('data', read)
    child.stderr.setEncoding('utf8').on('data', read)
    child.once('exit', (code) => reject(new Error(`${path} ended with ${code}: ${output}`)))
  })
}
