import { ChatError, type Action, type Review, type User } from '@chat/protocol'
import type { RoomLog } from '../room/room-log.js'
import { isStorable } from '../store/is-storable.js'
import type { Sql, SqlStatement } from '../store/sql.js'
import type { AuditTrail } from './audit-trail.js'
import { changeRoomSettings } from './change-room-settings.js'
import type { HeldMessages } from './held-messages.js'
import type { KnownPersons } from './known-persons.js'
import type { Page, PageRequest } from './page.js'
import type { Reports } from './reports.js'
import type { RoomPasswords } from './room-passwords.js'
import type { Sanctions } from './sanctions.js'

/** Who acts: a user with a role in the room, or in every room. */
export type Actor = { user: User; isEverywhere: boolean }

export type ModerationOptions = {
  sql: Sql
  log: RoomLog
  audit: AuditTrail
  sanctions: Sanctions
  held: HeldMessages
  reports: Reports
  passwords: RoomPasswords
  persons: KnownPersons
  /** What waits for the moderators of a room is more or less than before. */
  onQueueChange: (room: string) => void
  /** Told of everything that was done. */
  onAct: (done: { room: string; action: Action; by: User; reason?: string }) => void
  /** A held message was refused: its author is to be told. */
  onReject: (room: string, userId: string, messageId: string) => void
}

type Of<T extends Action['type']> = Extract<Action, { type: T }>
type Context = { room: string; actor: Actor; reason: string | undefined }

/** Everything that a moderator can do and look at, whichever way they came. */
export class Moderation {
  readonly #options: ModerationOptions

  constructor(options: ModerationOptions) {
    this.#options = options
  }

  /**
   * Does it, and writes it into the audit trail. Doing again what is done is no error.
   *
   * @throws ChatError `forbidden`, `invalid_payload`, `not_found`, `unavailable`
   */
  async act(room: string, action: Action, actor: Actor, reason?: string): Promise<void> {
    if (!actor.user.role) {
      throw new ChatError('forbidden', 'Only moderators and hosts of the room may do this.')
    }
    for (const value of Object.values(action)) mustBeStorable(value)
    await this.#do(action, { room, actor, reason })
    const { user: by } = actor
    this.#options.onAct({ room, action, by, ...(reason !== undefined && { reason }) })
  }

  /**
   * Ends a mute or a ban, of whichever room it is.
   *
   * @throws ChatError `not_found`, `unavailable`
   */
  async lift(id: string, actor: Actor, reason?: string): Promise<void> {
    const sanction = this.#options.sanctions.list(undefined).find((one) => one.id === id)
    if (!sanction) throw new ChatError('not_found', 'There is no such mute or ban now.')
    await this.act(sanction.room ?? '', { type: 'lift', sanction: id }, actor, reason)
  }

  async #do(action: Action, context: Context): Promise<void> {
    switch (action.type) {
      case 'delete':
        return this.#delete(action, context)
      case 'mute':
      case 'ban':
        return this.#impose(action, context)
      case 'lift':
        return this.#lift(action, context)
      case 'clear':
        return this.#clear(action, context)
      case 'settings':
        return this.#change(action, context)
      case 'approve':
        return this.#approve(action, context)
      case 'reject':
        return this.#reject(action, context)
      case 'resolve':
        return this.#resolve(action, context)
    }
  }

  /**
   * One page of a list, of a room or of the whole server, the latest first.
   *
   * @throws ChatError `invalid_payload`, `unavailable`
   */
  async review<L extends keyof Review>(
    list: L,
    room: string | undefined,
    page: PageRequest,
  ): Promise<Page<Review[L]>>
  async review(
    list: keyof Review,
    room: string | undefined,
    page: PageRequest,
  ): Promise<Page<unknown>> {
    mustBeStorable(page.before)
    const { reports, held, sanctions, audit } = this.#options
    switch (list) {
      case 'reports':
        return reports.list(room, page)
      case 'held':
        return held.list(room, page)
      case 'audit':
        return audit.list(room, page)
      case 'sanctions': {
        const all = sanctions.list(room)
        const start = all.findIndex(({ id }) => id === page.before) + 1
        const entries = all.slice(start, start + page.limit)
        return { entries, hasMore: start + page.limit < all.length }
      }
    }
  }

  /** How much waits for the moderators of a room. */
  async queue(room: string): Promise<{ reports: number; held: number }> {
    const { reports, held } = this.#options
    const [reported, waiting] = await Promise.all([reports.count(room), held.count(room)])
    return { reports: reported, held: waiting }
  }

  async #delete({ id }: Of<'delete'>, context: Context): Promise<void> {
    const { log, reports, onQueueChange } = this.#options
    const { room, actor } = context
    await log.append({ type: 'delete', room, user: actor.user, id })
    await this.#write(
      reports.forgetText(room, id),
      reports.resolve(room, id, 'acted'),
      this.#entry('delete', context, id),
    )
    onQueueChange(room)
  }

  async #impose(action: Of<'mute'> | Of<'ban'>, context: Context): Promise<void> {
    const { room, actor, reason } = context
    const { type, user: id, seconds } = action
    const isEverywhere = type === 'ban' && action.everywhere === true
    if (isEverywhere && !actor.isEverywhere) {
      throw new ChatError('forbidden', 'Only who moderates every room may ban from the server.')
    }
    if (id === actor.user.id) throw new ChatError('forbidden', 'This is you.')
    const user = await this.#userOf(room, id)
    await this.#options.sanctions.impose(
      { type, user, room: isEverywhere ? undefined : room, seconds, by: actor.user, reason },
      (sanction) =>
        this.#entry(type, context, id, {
          sanction: sanction.id,
          name: user.name,
          ...(seconds !== undefined && { seconds }),
          ...(isEverywhere && { everywhere: true }),
        }),
    )
    if (type === 'ban' && action.erase) await this.#clear({ type: 'clear', of: id }, context)
  }

  async #lift({ sanction: id }: Of<'lift'>, context: Context): Promise<void> {
    const { sanctions } = this.#options
    const room = context.actor.isEverywhere ? undefined : context.room
    // Of the room that it was for, whichever it was lifted from.
    await sanctions.lift(id, room, ({ type, user, room: of }) =>
      this.#entry('lift', { ...context, room: of }, user.id, {
        sanction: id,
        type,
        name: user.name,
      }),
    )
  }

  async #clear({ of }: Of<'clear'>, context: Context): Promise<void> {
    const { log, onQueueChange } = this.#options
    const { room, actor } = context
    const { user } = actor
    if (of === undefined) await log.append({ type: 'clear', room, user })
    else await log.clearUser({ room, user, of })
    await this.#write(this.#entry('clear', context, of))
    onQueueChange(room)
  }

  async #change({ settings: change }: Of<'settings'>, context: Context): Promise<void> {
    const { log, passwords } = this.#options
    const { room, actor } = context
    const { password, ...visible } = change
    const entry = this.#entry('settings', context, undefined, {
      ...visible,
      ...(password !== undefined && { passwordRequired: password !== null }),
    })
    // The password first: a room that says it has one must have it.
    const secret = password === undefined ? [] : [await passwords.set(room, password)]
    await this.#write(...secret, entry)
    await changeRoomSettings(log, { room, user: actor.user, change })
  }

  async #approve({ id }: Of<'approve'>, context: Context): Promise<void> {
    const { held, log, onQueueChange } = this.#options
    const { room } = context
    const { user, text, replyTo } = await held.get(room, id)
    const reply = replyTo !== undefined && (await log.message(room, replyTo)) ? { replyTo } : {}
    await log.append({ type: 'message', room, user, id, text, ...reply })
    await this.#write(
      held.decide(room, id, 'approve'),
      this.#entry('approve', context, id, { user: user.id, name: user.name }),
    )
    onQueueChange(room)
  }

  async #reject({ id }: Of<'reject'>, context: Context): Promise<void> {
    const { held, onQueueChange, onReject } = this.#options
    const { room } = context
    const { user } = await held.get(room, id)
    await this.#write(
      held.decide(room, id, 'reject'),
      this.#entry('reject', context, id, { user: user.id, name: user.name }),
    )
    onReject(room, user.id, id)
    onQueueChange(room)
  }

  async #resolve({ id, outcome }: Of<'resolve'>, context: Context): Promise<void> {
    const { log, reports, onQueueChange } = this.#options
    const { room, actor } = context
    const text = outcome === 'dismissed' ? await reports.hiddenText(room, id) : undefined
    if (text !== undefined) {
      await log.append({ type: 'hide', room, user: actor.user, id, on: false, text })
    }
    await this.#write(
      ...(outcome === 'dismissed' ? [reports.forgetText(room, id)] : []),
      reports.resolve(room, id, outcome),
      this.#entry('resolve', context, id, { outcome }),
    )
    onQueueChange(room)
  }

  /** By the name that they have, or had lately; who is not known any more is called by their id. */
  async #userOf(room: string, id: string): Promise<User> {
    const { persons, log } = this.#options
    const person = persons.get(id)
    if (person) return { id, name: person.user.name }
    const { messages } = await log.latest(room, 200)
    const name = messages.findLast(({ user }) => user.id === id)?.user.name
    return { id, name: name ?? id.slice(0, 8) }
  }

  #entry(
    action: Action['type'],
    { room, actor, reason }: Omit<Context, 'room'> & { room: string | undefined },
    target?: string,
    details?: Record<string, unknown>,
  ): SqlStatement {
    return this.#options.audit.entry({
      by: actor.user,
      action,
      ...(room !== undefined && { room }),
      ...(target !== undefined && { target }),
      ...(details && { details }),
      ...(reason !== undefined && { reason }),
    })
  }

  async #write(...statements: SqlStatement[]): Promise<void> {
    await this.#options.sql.write(...statements)
  }
}

/** An id that a database does not take would fail everybody whose message comes at the same moment. */
function mustBeStorable(value: unknown): void {
  if (typeof value !== 'string' || isStorable(value)) return
  throw new ChatError('invalid_payload', 'An id has no such character.')
}
