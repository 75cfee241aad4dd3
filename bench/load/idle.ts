import { setTimeout as elapsed } from 'node:timers/promises'
import { gather } from './crowd.ts'
import type { Target } from './job.ts'
import { residentBytes } from './process-usage.ts'

/** Clients that connect, join and then say nothing. */
export type IdleJob = { rooms: number; members: number; settleSeconds: number }

export type Idle = { connections: number; bytesPerConnection: number; baseBytes: number }

export async function idle(target: Target, job: IdleJob): Promise<Idle> {
  const baseBytes = await lowest(target.pid, job.settleSeconds)
  const connections = job.rooms * job.members
  await gather(target, job.rooms, job.members)
  const bytes = await lowest(target.pid, job.settleSeconds)
  return { connections, bytesPerConnection: (bytes - baseBytes) / connections, baseBytes }
}

/** Garbage of the start comes and goes: the least that was held during the time. Asks Node servers to collect it. */
async function lowest(pid: number, seconds: number): Promise<number> {
  const samples: number[] = []
  for (let second = 0; second < seconds; second += 1) {
    process.kill(pid, 'SIGUSR2')
    await elapsed(1000)
    samples.push(residentBytes(pid))
  }
  return Math.min(...samples)
}
