// The load generator, a process of its own: takes an order as JSON, prints the result as JSON. Usage: main.ts <order>
import { ask } from './ask.ts'
import { fill } from './fill.ts'
import { grow } from './grow.ts'
import { idle } from './idle.ts'
import type { JobName, Jobs, Order, Target } from './job.ts'
import { pace } from './pace.ts'
import { saturate } from './saturate.ts'
import { storm } from './storm.ts'
import { tell } from './tell.ts'

type Run<N extends JobName> = (target: Target, job: Jobs[N]['job']) => Promise<Jobs[N]['result']>

const runs: { [N in JobName]: Run<N> } = { ask, fill, grow, idle, pace, saturate, storm, tell }

// Written by the same program, in order-load.ts.
const order = JSON.parse(process.argv[2] ?? '') as Order
const result = await run(order)
process.stdout.write(JSON.stringify(result), () => process.exit(0))

function run<N extends JobName>({ name, target, job }: Order<N>): Promise<Jobs[N]['result']> {
  return runs[name](target, job)
}
