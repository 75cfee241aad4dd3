import type { RoomSettings } from '@chat/protocol'
import { LRUCache } from 'lru-cache'
import type { Tally } from '../rate-limit/tally.js'
import type { RoomLog } from '../room/room-log.js'
import type { Sql } from '../store/sql.js'
import { toMoment } from '../store/to-moment.js'
import type { AuditTrail } from './audit-trail.js'
import { changeRoomSettings } from './change-room-settings.js'
import { isFresh } from './is-new.js'
import type { RaidMeasure, RoomMeasures } from './measures.js'
import type { Person } from './person.js'
import { SERVER_USER } from './server-user.js'

/** How often it is looked for raids that are over, or were found by another process, ms. */
const INTERVAL_MS = 2_000
/** Who ends a raid has this long for it before another process takes it over, ms. */
const CLAIM_MS = 30_000
/** Strangers who have joined and are not counted again. */
const MAX_REMEMBERED = 20_000
/** How often the end of a raid that goes on is put off, ms. */
const EXTEND_MS = 5_000

type Change = { slowModeS?: number | null; holdAll?: boolean | null }

export type RaidsOptions = {
  sql: Sql
  log: RoomLog
  audit: AuditTrail
  tally: Tally
  measures: RoomMeasures
  settingsOf: (room: string) => Promise<RoomSettings>
  /** How many are in the room now. */
  count: (room: string) => Promise<number>
  /** Told of each raid that begins, and of each that is over; by the process that found it alone. */
  onRaid: (room: string, isOn: boolean) => void
  onError: (error: unknown) => void
  now?: () => number
}

/**
 * A sudden wave of strangers into a room turns on slow mode, and where the measures say so has all wait for a moderator;
 * when it is over, the room is as it was before. Kept in the store: a raid outlives a process that dies, and ends all
 * the same.
 */
export class Raids {
  readonly #options: RaidsOptions
  readonly #now: () => number
  readonly #joined = new LRUCache<string, true>({ max: MAX_REMEMBERED })
  readonly #extended = new LRUCache<string, true>({ max: 1_000, ttl: EXTEND_MS })
  #rooms: ReadonlySet<string> = new Set()
  #timer: NodeJS.Timeout | undefined

  constructor(options: RaidsOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  /** Whether whoever wants a new identity must show a proof of work for it. */
  get isProofNeeded(): boolean {
    const { challenge } = this.#options.measures.server
    return challenge === 'new' || (challenge === 'raid' && this.#rooms.size > 0)
  }

  open(): void {
    const check = () => void this.check().catch(this.#options.onError)
    this.#timer = setInterval(check, INTERVAL_MS)
    this.#timer.unref()
    check()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** Somebody has come into a room. */
  async noteJoin(room: string, person: Person): Promise<void> {
    const { tally, measures, settingsOf, count: members } = this.#options
    const { raid } = measures.in(await settingsOf(room))
    const key = `${person.user.id} ${room}`
    if (raid === 'off' || !isFresh(person, this.#now()) || this.#joined.has(key)) return
    this.#joined.set(key, true)
    const { count } = await tally.add(`raid ${raid.seconds} ${room}`, raid.seconds)
    if (count < raid.joins || this.#extended.has(room)) return
    const before = Math.max(0, (await members(room)) - count)
    if (count < raid.factor * before) return
    this.#extended.set(room, true)
    await this.#begin(room, raid)
  }

  async #begin(room: string, raid: RaidMeasure): Promise<void> {
    const { sql, log, audit, onRaid } = this.#options
    const { settings } = await log.room(room)
    const change: Change = {
      ...((settings.slowModeS ?? 0) < raid.slowModeS && { slowModeS: raid.slowModeS }),
      ...(raid.holdAll && !settings.holdAll && { holdAll: true }),
    }
    const before: Change = {
      ...('slowModeS' in change && { slowModeS: settings.slowModeS ?? null }),
      ...('holdAll' in change && { holdAll: settings.holdAll ?? null }),
    }
    const until = toMoment(this.#now() + raid.forS * 1_000)
    const [added] = await sql.write(
      {
        text: `INSERT INTO raids (room, until, change, before) VALUES ($1, $2, $3, $4)
               ON CONFLICT (room) DO NOTHING RETURNING room`,
        values: [room, until, JSON.stringify(change), JSON.stringify(before)],
      },
      { text: 'UPDATE raids SET until = $1 WHERE room = $2 AND until < $1', values: [until, room] },
    )
    this.#rooms = new Set([...this.#rooms, room])
    if (added?.length !== 1) return
    await changeRoomSettings(log, { room, user: SERVER_USER, change })
    const details = { ...change, seconds: raid.forS }
    await audit.note({
      by: SERVER_USER,
      action: 'raid',
      room,
      details,
      reason: 'A wave of strangers',
    })
    onRaid(room, true)
  }

  /** Looks which raids there are, and ends those that are over. */
  async check(): Promise<void> {
    const rows = await this.#options.sql.read('SELECT room, until FROM raids')
    const now = this.#now()
    this.#rooms = new Set(
      rows.filter((row) => Number(row['until']) > now).map((row) => String(row['room'])),
    )
    for (const row of rows) {
      if (Number(row['until']) <= now) await this.#end(String(row['room']), now)
    }
  }

  async #end(room: string, now: number): Promise<void> {
    const { sql, log, audit, onRaid } = this.#options
    // One process does it; where that dies meanwhile, another does it again.
    const [claimed] = await sql.write({
      text: 'UPDATE raids SET until = $1 WHERE room = $2 AND until <= $3 RETURNING change, before',
      values: [now + CLAIM_MS, room, now],
    })
    const row = claimed?.[0]
    if (!row) return
    const { settings } = await log.room(room)
    const change = JSON.parse(String(row['change'])) as Change
    const before = JSON.parse(String(row['before'])) as Change
    // What a moderator has set otherwise meanwhile stays.
    const { slowModeS, holdAll } = before
    const back: Change = {
      ...(slowModeS !== undefined && settings.slowModeS === change.slowModeS && { slowModeS }),
      ...(holdAll !== undefined && settings.holdAll === change.holdAll && { holdAll }),
    }
    await changeRoomSettings(log, { room, user: SERVER_USER, change: back })
    await sql.write(
      { text: 'DELETE FROM raids WHERE room = $1', values: [room] },
      audit.entry({ by: SERVER_USER, action: 'raid_over', room }),
    )
    onRaid(room, false)
  }
}
