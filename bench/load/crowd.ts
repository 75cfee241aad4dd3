import { setMaxListeners } from 'node:events'
import { Connection } from './connection.ts'
import { DeliveredMessages } from './delivered-messages.ts'
import type { Target } from './job.ts'

/** Connections opened at a time: more would only queue in the listening socket. */
const CONCURRENCY = 64

export type Member = { connection: Connection; room: string }
/** Told of every delivery: when each message in the frame was sent. */
export type OnDelivery = (sentAt: readonly number[]) => void

setMaxListeners(0)

/** Connects `rooms` × `members` clients, all joined. */
export async function gather(
  target: Target,
  rooms: number,
  members: number,
  onDelivery: OnDelivery = () => {},
): Promise<Member[]> {
  const seats = Array.from({ length: rooms }, (_, index) => {
    const room = `room-${index}`
    const delivered = new DeliveredMessages()
    return Array.from({ length: members }, () => ({ room, delivered }))
  }).flat()
  return mapConcurrently(seats, CONCURRENCY, async ({ room, delivered }) => {
    const connection = await Connection.open(target.port, target.dialect)
    connection.onDelivery = (frame) => onDelivery(delivered.sentAt(frame))
    await connection.request('join', { room })
    return { connection, room }
  })
}

/** Like `Promise.all` over `map`, with a bounded number under way. */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  limit: number,
  action: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  const work = async () => {
    for (const [index, item] of queue) results[index] = await action(item, index)
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work))
  return results
}
