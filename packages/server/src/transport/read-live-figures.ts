import type { LiveFigures } from '../metrics/live-figures.js'
import { isSocketRoom, type ChatIo } from './connection.js'

/** Engine.IO's side of a connection, as far as it is counted here. */
type Buffering = { writeBuffer: { data?: unknown }[]; transport: object }

/** Counts what there is now. Takes time in proportion to the connections, so: not on the way of a message. */
export function readLiveFigures(io: ChatIo): LiveFigures {
  let rooms = 0
  let members = 0
  for (const [name, ids] of io.sockets.adapter.rooms) {
    if (!isSocketRoom(name)) continue
    rooms += 1
    members += ids.size === 1 ? 1 : countUsers(io, ids)
  }
  let bufferedBytes = 0
  const { clients } = io.engine as unknown as { clients: Record<string, Buffering> }
  for (const connection of Object.values(clients)) bufferedBytes += bytesOf(connection)
  return { connections: io.engine.clientsCount, rooms, members, bufferedBytes }
}

function countUsers(io: ChatIo, ids: ReadonlySet<string>): number {
  const users = new Set<string>()
  for (const id of ids) {
    const socket = io.sockets.sockets.get(id)
    if (socket) users.add(socket.data.user.id)
  }
  return users.size
}

/** What waits in Engine.IO, and what the WebSocket has not handed to the operating system yet. */
function bytesOf({ writeBuffer, transport }: Buffering): number {
  let bytes = 0
  for (const { data } of writeBuffer) bytes += typeof data === 'string' ? data.length : 0
  const socket: unknown = Reflect.get(transport, 'socket')
  if (typeof socket !== 'object' || socket === null) return bytes
  const underWay: unknown = Reflect.get(socket, 'bufferedAmount')
  return bytes + (typeof underWay === 'number' ? underWay : 0)
}
