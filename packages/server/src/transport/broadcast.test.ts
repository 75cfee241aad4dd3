import type { RoomEvent } from '@chat/protocol'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { connectPair } from '../../test/connect-pair.js'
import type { Metrics } from '../metrics/metrics.js'
import { NoMetrics } from '../metrics/no-metrics.js'
import { Broadcast } from './broadcast.js'
import { socketRoom } from './connection.js'

const room = 'tea'
const user = { id: 'ann', name: 'Ann' }
const event: RoomEvent = {
  type: 'delete',
  id: 'm1',
  user,
  seq: 1,
  at: '2026-11-27T12:00:00.000Z',
}

async function connectMember() {
  const { io, outgoing, socket, client, stream } = await connectPair()
  const metrics: Metrics = new NoMetrics()
  const delivered = vi.spyOn(metrics, 'delivered')
  const received: [name: string, push: unknown][] = []
  client.onAny((name: string, push: unknown) => received.push([name, push]))
  await socket.join(socketRoom(room))
  return { broadcast: new Broadcast(io, outgoing, metrics), received, delivered, stream }
}

test('who is in a room is told of it, and of no other, in order', async () => {
  const { broadcast, received, delivered } = await connectMember()
  broadcast.events('coffee', [event])
  broadcast.events(room, [event, event])
  broadcast.presence({ room, count: 1, seq: 1, joined: [user], left: [] })
  broadcast.typing({ room, users: [user] })
  await vi.waitFor(
    () =>
      expect(received).toEqual([
        ['events', { room, events: [event, event] }],
        ['presence', { room, count: 1, seq: 1, joined: [user], left: [] }],
        ['typing', { room, users: [user] }],
      ]),
    20_000,
  )
  expect(delivered.mock.calls.map(([events]) => events).filter(Boolean)).toEqual([2])
})

test('who does not keep up is not told who is typing, but of all else', async () => {
  const { broadcast, received, stream } = await connectMember()
  stream.cork()
  for (const seq of [1, 2, 3]) {
    broadcast.events(room, [{ ...event, seq }])
    await nextTurn()
    broadcast.typing({ room, users: [user] })
    await nextTurn()
  }
  stream.uncork()
  await vi.waitFor(() => expect(received).toHaveLength(3), 20_000)
  broadcast.typing({ room, users: [] })
  await vi.waitFor(() => expect(received).toHaveLength(4), 20_000)
  expect(received.map(([name]) => name)).toEqual(['events', 'events', 'events', 'typing'])
})
