import { ChatError, type RoomSettings, type User } from '@chat/protocol'
import { BotKeys } from '../identity/bot-keys.js'
import { ModeratorLinks } from '../identity/moderator-links.js'
import type { RateLimit } from '../rate-limit/rate-limit.js'
import type { Tally } from '../rate-limit/tally.js'
import type { RoomLog } from '../room/room-log.js'
import type { Sql } from '../store/sql.js'
import { AuditTrail } from './audit-trail.js'
import type { HookRunner } from '../hooks/hook-runner.js'
import { HeldMessages } from './held-messages.js'
import { createHookFilter } from './filters/hook-filter.js'
import { createFilters } from './filters/create-filters.js'
import { KnownPersons } from './known-persons.js'
import { Marks } from './marks.js'
import { MessageGate } from './message-gate.js'
import type { RoomMeasures } from './measures.js'
import { Moderation } from './moderation.js'
import { Names } from './names.js'
import { ProofOfWork } from './proof-of-work.js'
import { Raids } from './raids.js'
import { ReactionCap } from './reaction-cap.js'
import { Reporting } from './reporting.js'
import { Reports } from './reports.js'
import { RoomDoor } from './room-door.js'
import { RoomPasswords } from './room-passwords.js'
import { Sanctions, type SanctionsOptions } from './sanctions.js'
import type { WordList } from './word-list.js'

export type CreateModerationOptions = Pick<
  SanctionsOptions,
  'onBegin' | 'onLift' | 'onChange' | 'onError'
> & {
  sql: Sql
  log: RoomLog
  /** Makes marks; the server's signing secret. */
  secret: Uint8Array
  measures: RoomMeasures
  words: WordList
  tally: Tally
  settingsOf: (room: string) => Promise<RoomSettings>
  rateLimit: RateLimit
  /** Who is in a room now, as far as they are listed, and how many they are. */
  members: (room: string) => Promise<{ list: readonly User[]; count: number }>
  /** A wave of strangers has come into a room, or is over. */
  onRaid: (room: string, isOn: boolean) => void
  /** Most members of any room. Default: no bound. */
  maxMembers?: number
  /** A moderator link was revoked here. */
  onRevoke: () => void
  /** How much waits for the moderators of a room has changed. */
  onQueueChange: (room: string) => void
  hooks: HookRunner
  /** Told of what waits to be told to other servers. */
  announce: (room: string, type: 'report' | 'moderate', data: object) => void
  /** A moderator has refused a held message. */
  onReject: (room: string, userId: string, messageId: string) => void
}

/** Everything that keeps rooms civil, put together; `sanctions` are to be opened. */
export function createModeration(options: CreateModerationOptions) {
  const { log, secret, measures, settingsOf, hooks, announce } = options
  const { onQueueChange, onReject, onRevoke } = options
  const sql = orUnavailable(options.sql, options.onError)
  const persons = new KnownPersons()
  const sanctions = new Sanctions({ ...options, sql, persons })
  const audit = new AuditTrail(sql)
  const held = new HeldMessages(sql)
  const passwords = new RoomPasswords(sql)
  const reports = new Reports({
    sql,
    message: (room, id) => log.message(room, id),
    history: (room, before, limit) => log.history(room, before, limit),
  })
  const names = new Names({
    ...options,
    sql,
    members: async (room) => (await options.members(room)).list,
  })
  const raids = new Raids({
    ...options,
    sql,
    audit,
    count: async (room) => (await options.members(room)).count,
  })
  return {
    audit,
    held,
    reports,
    botKeys: new BotKeys(sql, audit),
    names,
    raids,
    proofOfWork: new ProofOfWork(options),
    reactions: new ReactionCap(options),
    persons,
    sanctions,
    links: new ModeratorLinks({ sql, audit, secret, onRevoke }),
    marks: new Marks(secret),
    door: new RoomDoor({
      ...options,
      sanctions,
      passwords,
      onJoin: async (room, user) => {
        const answer = await hooks.decide('onJoin', { room, user })
        if (answer) throw new ChatError('forbidden', answer.refuse)
      },
    }),
    gate: new MessageGate({
      filters: createFilters(options),
      held,
      measures,
      settingsOf,
      onMessage: createHookFilter(hooks),
      isStored: async ({ room, id, user }) => (await log.message(room, id))?.user.id === user.id,
      onHeld: onQueueChange,
    }),
    moderation: new Moderation({
      ...{ sql, log, audit, sanctions, held, reports, passwords, persons },
      onQueueChange,
      onReject,
      onAct: ({ room, ...done }) => {
        hooks.tell('onModerate', { room, ...done })
        announce(room, 'moderate', done)
      },
    }),
    reporting: new Reporting({
      ...{ reports, sql, log, audit, measures, settingsOf },
      onReport: (room, message, { by, reason, count }) => {
        onQueueChange(room)
        hooks.tell('onReport', { room, message, by, reason, count })
        announce(room, 'report', { message, by, reason, count })
      },
    }),
  }
}

/** Failures of the storage are logged, and told as what they are for whoever asks. */
function orUnavailable(sql: Sql, onError: (error: unknown) => void): Sql {
  const guard = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      onError(error)
      throw new ChatError('unavailable', undefined, { cause: error })
    }
  }
  return {
    read: (text, ...values) => guard(sql.read(text, ...values)),
    write: (...statements) => guard(sql.write(...statements)),
  }
}
