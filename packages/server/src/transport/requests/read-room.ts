import type { RoomReplay, RoomSnapshot } from '@chat/protocol'
import type { Services } from '../services.js'

/** The answer to `join` and `sync`: what came after a seq, or the latest messages. */
export async function readRoom(
  room: string,
  { after, epoch, limit }: { after?: number; epoch?: string; limit?: number },
  { log, presence, onRead }: Services,
): Promise<RoomSnapshot | RoomReplay> {
  const page =
    after === undefined
      ? await log.latest(room, limit)
      : await log.catchUp(room, {
          after,
          ...(epoch !== undefined && { epoch }),
          ...(limit !== undefined && { limit }),
        })
  onRead(room, page.room.seq)
  return { ...page, members: await presence.members(room) }
}
