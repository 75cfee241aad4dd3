import { Connection } from './connection.ts'
import { stampedText } from './delivered-messages.ts'
import { createMessageId } from './message-id.ts'
import type { Target } from './job.ts'

const IN_FLIGHT = 500

/** Adds messages to one room's log. */
export type GrowJob = { room: string; messages: number }

export async function grow(target: Target, { room, messages }: GrowJob): Promise<object> {
  const connection = await Connection.open(target.port, target.dialect)
  await connection.request('join', { room })
  await new Promise<void>((resolve) => {
    let sent = 0
    let stored = 0
    const write = () => {
      if (sent === messages) return
      sent += 1
      connection.send('message', { room, id: createMessageId(), text: stampedText() }, () => {
        stored += 1
        if (stored === messages) resolve()
        else write()
      })
    }
    for (let turn = 0; turn < IN_FLIGHT; turn += 1) write()
  })
  return {}
}
