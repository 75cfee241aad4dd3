import { Connection } from './connection.ts'
import { mapConcurrently } from './crowd.ts'
import { stampedText } from './delivered-messages.ts'
import { createMessageId } from './message-id.ts'
import type { Target } from './job.ts'

const CONNECTIONS = 20
const ROOMS_AT_A_TIME = 40

/** Writes one message to each of many rooms. */
export type FillJob = { rooms: number }

export async function fill(target: Target, { rooms }: FillJob): Promise<object> {
  const names = Array.from({ length: rooms }, (_, index) => `filled-${index}`)
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => Connection.open(target.port, target.dialect)),
  )
  await Promise.all(
    connections.map((connection, index) => {
      const share = names.filter((_, position) => position % CONNECTIONS === index)
      return mapConcurrently(share, ROOMS_AT_A_TIME, async (room) => {
        await connection.request('join', { room })
        await connection.request('message', {
          room,
          id: createMessageId(),
          text: stampedText(),
        })
        await connection.request('leave', { room })
      })
    }),
  )
  return {}
}
