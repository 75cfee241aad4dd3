import { measureCpu, type CpuUse } from './cpu-window.ts'
import { Connection } from './connection.ts'
import { gather } from './crowd.ts'
import type { Target } from './job.ts'
import { LatencyHistogram } from './latency-histogram.ts'

/** Every client loses its connection at one moment; all come back at once and join again. */
export type StormJob = { rooms: number; members: number }

export type Storm = CpuUse & { connections: number; p50Ms: number; p99Ms: number }

export async function storm(target: Target, { rooms, members }: StormJob): Promise<Storm> {
  const before = await gather(target, rooms, members)
  for (const { connection } of before) connection.cut()

  const end = measureCpu(target.pid)
  const startedAt = performance.now()
  const latencies = new LatencyHistogram()
  await Promise.all(
    before.map(async ({ connection: { session }, room }) => {
      const resumed = await Connection.open(
        target.port,
        target.dialect,
        session && { token: session.token },
      )
      await resumed.request('join', session ? { room, after: 0 } : { room })
      latencies.add((performance.now() - startedAt) * 1000)
    }),
  )
  return {
    ...end(),
    connections: before.length,
    p50Ms: latencies.quantileMs(0.5),
    p99Ms: latencies.quantileMs(0.99),
  }
}
