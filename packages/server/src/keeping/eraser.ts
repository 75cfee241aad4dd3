import { isChatError, type User } from '@chat/protocol'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AuditTrail } from '../moderation/audit-trail.js'
import type { RoomLog } from '../room/room-log.js'
import type { Append } from '../store/append.js'
import type { NamedRoom, Traces } from '../store/keeping.js'
import type { Store } from '../store/store.js'
import { ERASED_NAME } from './erased-name.js'
import type { KeepingProgress } from './keeping-progress.js'
import { eraseRoomRecords, eraseUserRecords } from './user-records.js'

/** Rows that are looked through or erased at a time: a few milliseconds of the storage's time. */
const PORTION = 1_000

/** What was erased this time; a repetition finds nothing any more. */
export type Erased = { messages: number; reactions: number }

/** In whose name, why, and who is told how far it has come. */
export type Erasing = {
  by: User
  reason?: string | undefined
  onProgress?: ((progress: KeepingProgress) => void) | undefined
}

export type EraserOptions = {
  store: Pick<Store, 'keeping' | 'scrub' | 'sql'>
  log: Pick<RoomLog, 'append' | 'room'>
  audit: AuditTrail
  /** What waits for the moderators of a room is less than before. */
  onQueueChange: (room: string) => void
}

/**
 * Erases what somebody has left, or what was written in a room: portion by portion, between everything else. Those who
 * are there see it go. What was interrupted goes on when it is asked for again, for what is gone is not found twice.
 */
export class Eraser {
  readonly #options: EraserOptions

  constructor(options: EraserOptions) {
    this.#options = options
  }

  /**
   * Everything of a user, in all rooms: their messages, with what was hidden or said earlier; their reactions; what of
   * theirs waits; reports by them and of them; and their name wherever it stands. Their id and what was imposed on them
   * stays. Resolves when it is gone from the storage; rejects where that fails, and what is done by then is done.
   */
  async eraseUser(id: string, { by, reason, onProgress }: Erasing): Promise<Erased> {
    const { store, audit, onQueueChange } = this.#options
    const { keeping, sql } = store
    const user = { id, name: ERASED_NAME }
    await audit.note({ by, action: 'erase', target: id, ...(reason !== undefined && { reason }) })
    for (const room of await eraseUserRecords(sql, id)) onQueueChange(room)

    const erased: Erased = { messages: 0, reactions: 0 }
    // Up to which seq those in a room are told that the name is gone.
    const told = new Map<string, number>()
    const clear = async ({ room, first, last }: NamedRoom) => {
      if ((told.get(room) ?? 0) >= last) return
      const place = { room, of: id, after: first - 1, upTo: last }
      await this.#append({ type: 'clear', ...place, user: by, name: ERASED_NAME })
      told.set(room, last)
    }
    await this.#inPortions('erasing', onProgress, async (portion) => {
      const { messages, reactions, next } = await keeping.traces(id, portion)
      for (const stretch of stretchesOf(messages)) await clear(stretch)
      for (const reaction of reactions) {
        await this.#append({ type: 'reaction', ...reaction, user, on: false })
      }
      erased.messages += messages.length
      erased.reactions += reactions.length
      return next
    })
    await this.#inPortions('renaming', onProgress, async (portion) => {
      // Of what was deleted earlier the name stands there, too.
      const tell = async (rooms: NamedRoom[]) => {
        for (const one of rooms) await clear(one)
      }
      return (await keeping.rename(user, portion, tell)).next
    })
    await this.#scrub()
    return erased
  }

  /**
   * All messages of a room, and what waits or is remembered beside its log. Its settings, its sanctions, and who wrote
   * when stay. Resolves and rejects as {@link eraseUser}.
   */
  async eraseRoom(room: string, { by, reason, onProgress }: Erasing): Promise<void> {
    const { store, log, audit, onQueueChange } = this.#options
    const { seq: total } = await log.room(room)
    const tell = (done: number) => onProgress?.({ step: 'erasing', done, total })
    tell(0)
    await store.sql.write(
      audit.entry({ by, action: 'erase', room, ...(reason !== undefined && { reason }) }),
      ...eraseRoomRecords(room),
    )
    onQueueChange(room)
    await log.append({ type: 'clear', room, user: by })
    await this.#scrub((done) => tell(Math.min(done, total)))
    tell(total)
  }

  async #append(append: Append): Promise<void> {
    try {
      await this.#options.log.append(append)
    } catch (error) {
      // The message has gone meanwhile, and the reaction with it.
      if (!isChatError(error) || error.code !== 'not_found') throw error
    }
  }

  async #inPortions(
    step: KeepingProgress['step'],
    onProgress: Erasing['onProgress'],
    work: (portion: { cursor: string | undefined; limit: number }) => Promise<string | undefined>,
  ): Promise<void> {
    const total = await this.#options.store.keeping.count()
    let done = 0
    let cursor: string | undefined
    do {
      onProgress?.({ step, done: Math.min(done, total), total })
      await nextTurn()
      cursor = await work({ cursor, limit: PORTION })
      done += PORTION
    } while (cursor !== undefined)
    onProgress?.({ step, done: total, total })
  }

  /** What is not shown any more leaves the storage. */
  async #scrub(onDone: (messages: number) => void = () => {}): Promise<void> {
    for (let done = PORTION; await this.#options.store.scrub(PORTION); done += PORTION) {
      onDone(done)
      await nextTurn()
    }
  }
}

/** Where they stand: in each room from the first to the last. */
function stretchesOf(messages: Traces['messages']): Iterable<NamedRoom> {
  const byRoom = new Map<string, NamedRoom>()
  for (const { room, message } of messages) {
    const first = byRoom.get(room)?.first ?? message.seq
    byRoom.set(room, { room, first, last: message.seq })
  }
  return byRoom.values()
}
