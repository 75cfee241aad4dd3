import { ChatError, type RoomState } from '@chat/protocol'
import { readActing, type Acting } from './acting.js'
import type { Erased, Eraser } from './keeping/eraser.js'
import type { Exported, Exporter } from './keeping/exporter.js'
import type { KeepingProgress } from './keeping/keeping-progress.js'
import { mustBeRoom } from './must-be-room.js'
import type { RoomLog } from './room/room-log.js'
import { isStorable } from './store/is-storable.js'

/** Rooms read at a time. */
const PAGE = 200

export type { Erased, Exported, KeepingProgress }

type Watched = { onProgress?: (progress: KeepingProgress) => void }

/** A room that something was ever written to; `lastAt` is when that was the last time. */
export type KeptRoom = Pick<RoomState, 'name' | 'seq' | 'settings'> & { lastAt: string }

/** What whoever runs the server can do with what is kept. */
export type ServerKeeping = {
  /** All rooms that something was ever written to, by name; read as they are asked for. */
  rooms(): AsyncGenerator<KeptRoom>
  /**
   * Messages as JSON Lines: of a room, of a user, or of a user in a room. Read as they are asked for, so that memory does
   * not grow with the log. Rejects with ChatError `invalid_room`, or where the storage fails.
   *
   * @example
   * await pipeline(server.export({ user: id }), createWriteStream('theirs.jsonl'))
   */
  export(what: Exported, options?: Watched): AsyncGenerator<string>
  /**
   * Erases everything of a user in all rooms (`docs/privacy.md`). Resolves when it is gone from the storage. What was
   * interrupted goes on when it is called again, and again is harmless. Rejects with ChatError `invalid_payload`,
   * `unavailable`, `shutting_down`, or where the storage fails.
   */
  eraseUser(id: string, acting?: Acting & Watched): Promise<Erased>
  /**
   * Erases all messages of a room, and what waits or is remembered beside them. Resolves and rejects as `eraseUser`, and
   * with ChatError `invalid_room`.
   */
  eraseRoom(room: string, acting?: Acting & Watched): Promise<void>
}

type Started = {
  log: RoomLog
  moderation: { keeping: { eraser: Eraser; exporter: Exporter } }
}

/** The server's own hands, once it has started. */
export function keepAsServer(start: () => Promise<Started>): ServerKeeping {
  const keeping = async () => (await start()).moderation.keeping
  return {
    async *rooms() {
      const { log } = await start()
      for (let after = ''; ;) {
        const page = await log.rooms(after, PAGE)
        for (const { name, seq, settings, lastAt } of page) yield { name, seq, settings, lastAt }
        const last = page.at(-1)
        if (!last || page.length < PAGE) return
        after = last.name
      }
    },
    async *export(what, { onProgress } = {}) {
      if (what.room !== undefined) mustBeRoom(what.room)
      yield* (await keeping()).exporter.lines(what, onProgress)
    },
    async eraseUser(id, { onProgress, ...acting } = {}) {
      if (typeof id !== 'string' || !isStorable(id)) {
        throw new ChatError('invalid_payload', 'There is no such id of a user.')
      }
      const erasing = { ...readActing(acting), onProgress }
      return (await keeping()).eraser.eraseUser(id, erasing)
    },
    async eraseRoom(room, { onProgress, ...acting } = {}) {
      mustBeRoom(room)
      const erasing = { ...readActing(acting), onProgress }
      await (await keeping()).eraser.eraseRoom(room, erasing)
    },
  }
}
