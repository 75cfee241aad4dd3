import { setTimeout as elapsed } from 'node:timers/promises'
import { measureCpu, type CpuUse } from './cpu-window.ts'
import { gather, type Member } from './crowd.ts'
import { stampedText } from './delivered-messages.ts'
import { createMessageId } from './message-id.ts'
import type { Target } from './job.ts'

/**
 * As many messages as the server takes: the writers of each room keep `inFlight` messages unanswered between them,
 * the next one leaving when one is acknowledged.
 */
export type SaturateJob = {
  rooms: number
  members: number
  /** Messages under way in each room. */
  inFlight: number
  warmUpSeconds: number
  seconds: number
}

export type Saturated = CpuUse & { messages: number; deliveries: number }

export async function saturate(target: Target, job: SaturateJob): Promise<Saturated> {
  let messages = 0
  let deliveries = 0
  const members = await gather(target, job.rooms, job.members, (sentAt) => {
    deliveries += sentAt.length
  })

  const write = ({ connection, room }: Member) => {
    connection.send('message', { room, id: createMessageId(), text: stampedText() }, () => {
      messages += 1
      write({ connection, room })
    })
  }
  for (let room = 0; room < job.rooms; room += 1)
    for (let turn = 0; turn < job.inFlight; turn += 1) {
      const writer = members[room * job.members + (turn % job.members)]
      if (writer) write(writer)
    }

  await elapsed(job.warmUpSeconds * 1000)
  // A slow server has not answered what was first asked: what it does meanwhile is not its steady state.
  while (messages < job.rooms * job.inFlight) await elapsed(50)
  messages = 0
  deliveries = 0
  const end = measureCpu(target.pid)
  await elapsed(job.seconds * 1000)
  return { ...end(), messages, deliveries }
}
