import { setTimeout as elapsed } from 'node:timers/promises'
import { measureCpu, type CpuUse } from './cpu-window.ts'
import { gather } from './crowd.ts'
import { stampedText } from './delivered-messages.ts'
import { createMessageId } from './message-id.ts'
import type { Target } from './job.ts'
import { LatencyHistogram } from './latency-histogram.ts'

/** Messages at a steady rate, whether or not the server keeps up, and the latency of every single delivery. */
export type PaceJob = {
  rooms: number
  members: number
  messagesPerSecond: number
  warmUpSeconds: number
  /** Until then, as if it had been in use for a while; the same rate where it is absent. */
  warmUpMessagesPerSecond?: number
  seconds: number
}

export type Paced = CpuUse & {
  sent: number
  deliveries: number
  p50Ms: number
  p99Ms: number
  p999Ms: number
}

export async function pace(target: Target, job: PaceJob): Promise<Paced> {
  let latencies = new LatencyHistogram()
  const members = await gather(target, job.rooms, job.members, (sentAt) => {
    const now = performance.now() * 1000
    for (const at of sentAt) latencies.add(now - at)
  })

  const { messagesPerSecond, warmUpSeconds, warmUpMessagesPerSecond = messagesPerSecond } = job
  const dueAfter = (seconds: number) =>
    Math.min(seconds, warmUpSeconds) * warmUpMessagesPerSecond +
    Math.max(seconds - warmUpSeconds, 0) * messagesPerSecond
  let sent = 0
  const startedAt = performance.now()
  const timer = setInterval(() => {
    const due = dueAfter((performance.now() - startedAt) / 1000)
    for (; sent < due; sent += 1) {
      // Steps of a number prime to any round number of members: rooms and writers take turns.
      const writer = members[(sent * 7919) % members.length]
      if (!writer) continue
      const message = { room: writer.room, id: createMessageId(), text: stampedText() }
      writer.connection.send('message', message, () => {})
    }
  }, 1)

  await elapsed(warmUpSeconds * 1000)
  latencies = new LatencyHistogram()
  const sentBefore = sent
  const end = measureCpu(target.pid)
  await elapsed(job.seconds * 1000)
  const use = end()
  clearInterval(timer)
  return {
    ...use,
    sent: sent - sentBefore,
    deliveries: latencies.total,
    p50Ms: latencies.quantileMs(0.5),
    p99Ms: latencies.quantileMs(0.99),
    p999Ms: latencies.quantileMs(0.999),
  }
}
