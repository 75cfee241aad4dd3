import { ChatError, type Sanction, type User } from '@chat/protocol'
import { createKey } from '../store/create-key.js'
import type { Sql, SqlRow, SqlStatement } from '../store/sql.js'
import { ActiveSanctions } from './active-sanctions.js'
import type { KnownPersons } from './known-persons.js'
import type { Person } from './person.js'
import {
  insertSanction,
  toSanction,
  toSanctionRecord,
  type SanctionRecord,
} from './sanction-rows.js'

/** Clocks of processes differ by less than this, ms. */
const MAX_SKEW_MS = 60_000
/** How often the table is asked for what other processes have done, ms. */
const REFRESH_MS = 5_000

export type SanctionsOptions = {
  sql: Sql
  persons: KnownPersons
  /** Told of each sanction that begins, here or on another process: whoever it is about must feel it at once. */
  onBegin: (sanction: SanctionRecord) => void
  /** Told of each that ends before its time. */
  onLift: (sanction: SanctionRecord) => void
  /** Told after each change made here, for other processes. */
  onChange?: () => void
  onError: (error: unknown) => void
  now?: () => number
}

/** Mutes and bans: kept in the store, held in memory, the same in all processes within seconds. */
export class Sanctions {
  readonly #options: SanctionsOptions
  readonly #now: () => number
  readonly #active: ActiveSanctions
  #refreshedAt = 0
  #timer: NodeJS.Timeout | undefined

  constructor(options: SanctionsOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#active = new ActiveSanctions(this.#now)
  }

  /** Reads what holds, and from then on what changes. */
  async open(): Promise<void> {
    // Nobody is connected yet who would have to be told.
    for (const row of await this.#readChanges()) this.#active.take(toSanctionRecord(row))
    this.#timer = setInterval(() => {
      this.refresh().catch(this.#options.onError)
    }, REFRESH_MS)
    this.#timer.unref()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** Takes in what other processes have done. */
  async refresh(): Promise<void> {
    for (const row of await this.#readChanges()) await this.#receive(toSanctionRecord(row))
  }

  async #readChanges(): Promise<SqlRow[]> {
    const startedAt = this.#now()
    const rows = await this.#options.sql.read(
      `SELECT * FROM sanctions
       WHERE changed_at >= $1 AND ($1 > 0 OR (lifted_at IS NULL AND (until IS NULL OR until > $2)))`,
      Math.max(0, this.#refreshedAt - MAX_SKEW_MS),
      startedAt,
    )
    this.#refreshedAt = startedAt
    return rows
  }

  /** @throws ChatError `banned`, with `retryAfter` where it ends by itself */
  mustNotBeBanned(person: Person, room: string | undefined): void {
    const ban = this.#active.find('ban', person, room)
    if (ban) throw this.refusal(ban)
  }

  /** @throws ChatError `muted`, with `retryAfter` */
  mustNotBeMuted(person: Person, room: string): void {
    const mute = this.#active.find('mute', person, room)
    if (mute) throw this.refusal(mute)
  }

  /** What keeps the person from writing; undefined where they may. */
  muteOf(person: Person, room: string): Sanction | undefined {
    const mute = this.#active.find('mute', person, room)
    return mute && toSanction(mute)
  }

  /** The mute or ban that holds longest against the person in a room. */
  holding(type: Sanction['type'], person: Person, room: string): SanctionRecord | undefined {
    return this.#active.find(type, person, room)
  }

  /** Whether this sanction is about this person. */
  isAbout({ id, type, room }: SanctionRecord, person: Person): boolean {
    return this.#active.find(type, person, room)?.id === id
  }

  /** Begins a mute or a ban; `also` is written with it, or neither. */
  async impose(
    wanted: {
      type: Sanction['type']
      user: User
      room: string | undefined
      seconds: number | undefined
      by: User
      reason: string | undefined
    },
    also: (sanction: SanctionRecord) => SqlStatement,
  ): Promise<Sanction> {
    const { seconds = Infinity, ...rest } = wanted
    const at = this.#now()
    const marks = this.#options.persons.get(wanted.user.id)?.marks ?? []
    const until = at + seconds * 1_000
    const record = { ...rest, id: createKey(at), marks, at, until, liftedAt: undefined }
    await this.#options.sql.write(insertSanction(record), also(record))
    this.#active.take(record)
    this.#options.onBegin(record)
    this.#options.onChange?.()
    return toSanction(record)
  }

  /**
   * Ends one; only one of `room`, unless that is undefined.
   *
   * @throws ChatError `not_found`
   */
  async lift(
    id: string,
    room: string | undefined,
    also: (sanction: SanctionRecord) => SqlStatement,
  ): Promise<void> {
    const record = this.#active.get(id)
    if (!record || (room !== undefined && record.room !== room)) {
      throw new ChatError('not_found', 'There is no such mute or ban now.')
    }
    const lifted = { ...record, liftedAt: this.#now() }
    await this.#options.sql.write(
      {
        text: 'UPDATE sanctions SET lifted_at = $1, changed_at = $1 WHERE id = $2',
        values: [lifted.liftedAt, id],
      },
      also(lifted),
    )
    this.#active.take(lifted)
    this.#options.onLift(lifted)
    this.#options.onChange?.()
  }

  /** Those that hold now in a room, and everywhere; without a room all. The latest first. */
  list(room: string | undefined): Sanction[] {
    return this.#active.all
      .filter((record) => room === undefined || record.room === undefined || record.room === room)
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .map(toSanction)
  }

  /** What the person is told. */
  refusal({ type, room, until, reason }: SanctionRecord): ChatError {
    const place = room === undefined ? 'on this server' : 'in this room'
    const what = type === 'ban' ? `You are banned ${place}` : `You are muted ${place}`
    const why = reason === undefined ? '.' : `: ${reason}`
    const retryAfter = until - this.#now()
    return new ChatError(type === 'ban' ? 'banned' : 'muted', `${what}${why}`, {
      ...(until !== Infinity && { retryAfter: Math.max(1, retryAfter) }),
      reason,
    })
  }

  async #receive(record: SanctionRecord): Promise<void> {
    const known = this.#active.get(record.id)
    // Marks that were added here are not in the table yet.
    if (known && record.liftedAt === undefined && known.marks.length > record.marks.length) return
    const isNew = !known && record.liftedAt === undefined
    const marked = isNew ? this.#withMarks(record) : record
    this.#active.take(marked)
    if (known && record.liftedAt !== undefined) this.#options.onLift(record)
    if (!isNew || !this.#active.get(record.id)) return
    // At once: from here on others look at it too, and would put out whoever is about to be.
    this.#options.onBegin(marked)
    if (marked === record) return
    await this.#options.sql.write({
      text: 'UPDATE sanctions SET marks = $1, changed_at = $2 WHERE id = $3',
      values: [JSON.stringify(marked.marks), this.#now(), record.id],
    })
  }

  /** Whoever imposed it may not have known the person's marks, for they are connected here. */
  #withMarks(record: SanctionRecord): SanctionRecord {
    const marks = this.#options.persons.get(record.user.id)?.marks ?? []
    const all = [...new Set([...record.marks, ...marks])]
    return all.length === record.marks.length ? record : { ...record, marks: all }
  }
}
