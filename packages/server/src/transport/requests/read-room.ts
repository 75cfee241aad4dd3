import type { RoomReplay, RoomSnapshot, You } from '@chat/protocol'
import type { Connection } from '../connection.js'
import type { Services } from '../services.js'

/** The answer to `join` and `sync`: what came after a seq, or the latest messages. */
export async function readRoom(
  room: string,
  { after, epoch, limit }: { after?: number; epoch?: string; limit?: number },
  { connection, services }: { connection: Connection; services: Services },
): Promise<RoomSnapshot | RoomReplay> {
  const { log, presence, onRead } = services
  const page =
    after === undefined
      ? await log.latest(room, limit)
      : await log.catchUp(room, {
          after,
          ...(epoch !== undefined && { epoch }),
          ...(limit !== undefined && { limit }),
        })
  onRead(page.room)
  const you = youIn(room, connection, services)
  return { ...page, members: await presence.members(room), ...(you && { you }) }
}

function youIn(room: string, connection: Connection, { sanctions }: Services): You | undefined {
  const role = connection.roleIn(room)
  if (role) return { role }
  const { until, reason } = sanctions.muteOf(connection.person, room) ?? {}
  if (until === undefined) return undefined
  return { mutedUntil: until, ...(reason !== undefined && { muteReason: reason }) }
}
