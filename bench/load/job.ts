import type { Asked, AskJob } from './ask.ts'
import type { FillJob } from './fill.ts'
import type { GrowJob } from './grow.ts'
import type { Idle, IdleJob } from './idle.ts'
import type { Paced, PaceJob } from './pace.ts'
import type { Saturated, SaturateJob } from './saturate.ts'
import type { DialectName } from './dialect.ts'
import type { Storm, StormJob } from './storm.ts'
import type { TellJob, Told } from './tell.ts'

/** The server under load. */
export type Target = { port: number; pid: number; dialect: DialectName }

/** What the generator can be told to do, and what it answers. */
export type Jobs = {
  saturate: { job: SaturateJob; result: Saturated }
  pace: { job: PaceJob; result: Paced }
  idle: { job: IdleJob; result: Idle }
  storm: { job: StormJob; result: Storm }
  grow: { job: GrowJob; result: object }
  fill: { job: FillJob; result: object }
  ask: { job: AskJob; result: Asked }
  tell: { job: TellJob; result: Told }
}

export type JobName = keyof Jobs
export type Order<N extends JobName = JobName> = { name: N; target: Target; job: Jobs[N]['job'] }
