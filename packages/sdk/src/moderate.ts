import {
  reviewGuards,
  type Action,
  type ReportOutcome,
  type Review,
  type SettingsChange,
} from '@chat/protocol'
import type { Room } from './room.js'

export type PageOptions = {
  /** The page behind the entry of this id. Default: the first one. */
  before?: string
  /** How many. Default 50, at most 200. */
  limit?: number
}

/** Part of a list, the latest first. */
export type Page<Entry> = {
  /** Those that this version can read. */
  entries: Entry[]
  hasMore: boolean
}

type Sanctioning = {
  /** 1 or more. A ban without it holds until it is lifted. */
  seconds?: number
  /** For the person concerned, and for the audit trail; 1–500 characters. */
  reason?: string
}

/**
 * What moderators and hosts of a room can do in it. Each resolves when it is done and rejects with a `ChatError`:
 * `forbidden` where this user may not, `not_found` where there is nothing to do it to, `unavailable` without a connection.
 * To do again what is done is no error.
 */
export type RoomModeration = {
  /** Any of what follows, as the protocol has it. */
  act: (action: Action, reason?: string) => Promise<void>
  /** Deletes a message of anybody, for everybody and for good. */
  delete: (id: string, reason?: string) => Promise<void>
  /** The user may read and not write. */
  mute: (user: string, how: Sanctioning & { seconds: number }) => Promise<void>
  /**
   * The user may not be in the room, nor come back under a new identity. `erase`: what they wrote in the room is deleted.
   * `everywhere`: on the whole server, for those who moderate every room.
   */
  ban: (
    user: string,
    how?: Sanctioning & { everywhere?: boolean; erase?: boolean },
  ) => Promise<void>
  /** Ends a mute or a ban before its time; `sanction` is its id. */
  lift: (sanction: string, reason?: string) => Promise<void>
  /** Deletes every message of the room, or with `of` those of one user. */
  clear: (options?: { of?: string; reason?: string }) => Promise<void>
  /** Changes what it names; `null` goes back to the server's default. */
  changeSettings: (settings: SettingsChange, reason?: string) => Promise<void>
  /** Lets a held message into the room. */
  approve: (id: string) => Promise<void>
  /** Refuses a held message. Its author is told. */
  reject: (id: string, reason?: string) => Promise<void>
  /** Closes the reports of a message. `dismissed` shows it again, where it was hidden. */
  resolve: (id: string, outcome: ReportOutcome, reason?: string) => Promise<void>
  /** One page of what there is to look at, the latest first. `room.on('moderation', …)` tells when there is more. */
  review: <L extends keyof Review>(list: L, page?: PageOptions) => Promise<Page<Review[L]>>
}

/**
 * What moderators and hosts can do in a room that this client has joined; `room.you.role` tells whether this user is one.
 *
 * @example
 * const desk = moderate(room)
 * const { entries } = await desk.review('reports')
 * await desk.delete(entries[0].id, 'Advertising')
 */
export function moderate(room: Room): RoomModeration {
  const act = async (action: Action, reason?: string) => {
    await room.ask('moderate', {
      room: room.name,
      action,
      ...(reason !== undefined && { reason }),
    })
  }
  return {
    act,
    delete: (id, reason) => act({ type: 'delete', id }, reason),
    mute: (user, { seconds, reason }) => act({ type: 'mute', user, seconds }, reason),
    ban: (user, { seconds, everywhere, erase, reason } = {}) =>
      act(
        {
          type: 'ban',
          user,
          ...(seconds !== undefined && { seconds }),
          ...(everywhere && { everywhere }),
          ...(erase && { erase }),
        },
        reason,
      ),
    lift: (sanction, reason) => act({ type: 'lift', sanction }, reason),
    clear: ({ of, reason } = {}) => act({ type: 'clear', ...(of !== undefined && { of }) }, reason),
    changeSettings: (settings, reason) => act({ type: 'settings', settings }, reason),
    approve: (id) => act({ type: 'approve', id }),
    reject: (id, reason) => act({ type: 'reject', id }, reason),
    resolve: (id, outcome, reason) => act({ type: 'resolve', id, outcome }, reason),
    review: async (list, { before, limit } = {}) => {
      const isEntry = reviewGuards[list]
      const { entries, hasMore } = await room.ask('review', {
        room: room.name,
        list,
        ...(before !== undefined && { before }),
        ...(limit !== undefined && { limit }),
      })
      return { entries: entries.filter((entry) => isEntry(entry)), hasMore }
    },
  }
}
