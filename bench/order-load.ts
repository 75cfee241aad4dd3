import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { JobName, Jobs, Target } from './load/job.ts'
import { pinned } from './pinned.ts'

const generator = join(import.meta.dirname, 'load/main.ts')

/** The load generator ended early; on its standard error it has said why. */
export class GeneratorFailed extends Error {}

/** Has the load generator do a job against the server, in a process of its own. */
export async function orderLoad<N extends JobName>(
  name: N,
  target: Target,
  job: Jobs[N]['job'],
): Promise<Jobs[N]['result']> {
  const order = JSON.stringify({ name, target, job })
  const [file, args] = pinned('generator', [process.execPath, generator, order])
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const output = await text(child.stdout)
  await ended
  if (child.exitCode !== 0) throw new GeneratorFailed(`The load generator failed at ${name}.`)
  return JSON.parse(output) as Jobs[N]['result']
}
