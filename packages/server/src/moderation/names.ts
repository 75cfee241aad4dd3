import { ChatError, type RoomSettings, type User } from '@chat/protocol'
import { LRUCache } from 'lru-cache'
import { isDefaultName } from '../identity/default-name.js'
import type { Sql } from '../store/sql.js'
import { toMoment } from '../store/to-moment.js'
import type { RoomMeasures } from './measures.js'
import { isReservedName } from './reserved-names.js'
import { skeletonsOf } from './skeleton.js'

const DAY_MS = 86_400_000
/** Days for which the name of a moderator is kept after they were last there. */
const MODERATOR_DAYS = 30
/** How often it is written down that somebody still uses their name, ms. */
const KEEP_AGAIN_MS = 3_600_000
/** Names whose skeletons are remembered, and users whose name was kept lately. */
const MAX_REMEMBERED = 10_000

export type NamesOptions = {
  sql: Sql
  measures: RoomMeasures
  settingsOf: (room: string) => Promise<RoomSettings>
  /** Those in the room now, as far as they are listed. */
  members: (room: string) => Promise<readonly User[]>
  onError: (error: unknown) => void
  now?: () => number
}

/** Which names visitors may not take: those of an office, and what looks like somebody else's. */
export class Names {
  readonly #options: NamesOptions
  readonly #now: () => number
  readonly #skeletons = new LRUCache<string, readonly string[]>({ max: MAX_REMEMBERED })
  readonly #kept: LRUCache<string, true>

  constructor(options: NamesOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#kept = new LRUCache({ max: MAX_REMEMBERED, ttl: KEEP_AGAIN_MS })
  }

  /** Whether a visitor may not arrive with this name. */
  isReserved(name: string): boolean {
    return this.#options.measures.server.reservedNames && isReservedName(name)
  }

  /** Whether a visitor may not have the name with which they come into the room. */
  async isTaken(room: string, user: User): Promise<boolean> {
    const members = await this.#options.members(room)
    // Who is there already, on another connection or until a moment ago, is there by that name.
    if (members.some(({ id }) => id === user.id)) return false
    return (await this.#reason(room, user, isDefaultName(user.name))) !== undefined
  }

  /** @throws ChatError `forbidden` for a reserved name, `conflict` for somebody else's */
  async mustBeFree(room: string, user: User): Promise<void> {
    const error = await this.#reason(room, user, false)
    if (error) throw error
  }

  async #reason(room: string, user: User, isGiven: boolean): Promise<ChatError | undefined> {
    const { measures, settingsOf, members } = this.#options
    const { names, reservedNames } = measures.in(await settingsOf(room))
    if (reservedNames && isReservedName(user.name)) {
      return new ChatError('forbidden', 'The name is reserved for those who run this place.')
    }
    if (names === 'off') return undefined
    const own = this.#skeletonsOf(user.name)
    // Two whom the server gave the same name are told apart by their tags; it is nobody's own.
    const others = (await members(room)).filter(
      ({ id, role }) => id !== user.id && (role ?? (names === 'members' && !isGiven)),
    )
    const isOfMember = others.some(({ name }) =>
      this.#skeletonsOf(name).some((skeleton) => own.includes(skeleton)),
    )
    if (!isOfMember && !(await this.#isKeptForOther(room, user.id, own))) return undefined
    return new ChatError('conflict', 'Somebody else has a name that looks the same.')
  }

  /** Somebody has written by this name, or moderates by it: it is kept for them. */
  keep(room: string, user: User): void {
    if (isDefaultName(user.name)) return
    const key = `${user.id} ${user.name} ${room}`
    if (this.#kept.has(key)) return
    this.#kept.set(key, true)
    this.#keep(room, user).catch((error: unknown) => {
      this.#kept.delete(key)
      this.#options.onError(error)
    })
  }

  async #keep(room: string, { id, name, role }: User): Promise<void> {
    const { sql, measures, settingsOf } = this.#options
    const { names, keepNamesDays } = measures.in(await settingsOf(room))
    const days = role ? MODERATOR_DAYS : keepNamesDays
    if (names === 'off' || days === 0) return
    const now = this.#now()
    const until = toMoment(now + days * DAY_MS)
    await sql.write(
      ...this.#skeletonsOf(name).map((skeleton) => ({
        text: `INSERT INTO kept_names (room, skeleton, name, user_id, until)
               VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (room, skeleton) DO UPDATE
               SET name = excluded.name, user_id = excluded.user_id, until = excluded.until
               WHERE kept_names.user_id = excluded.user_id OR kept_names.until <= $6 OR $7 = 1`,
        values: [room, skeleton, name, id, until, now, role ? 1 : 0],
      })),
    )
  }

  async #isKeptForOther(room: string, id: string, skeletons: readonly string[]): Promise<boolean> {
    const places = skeletons.map((_skeleton, index) => `$${index + 4}`).join(', ')
    const rows = await this.#options.sql.read(
      `SELECT 1 FROM kept_names
       WHERE room = $1 AND user_id <> $2 AND until > $3 AND skeleton IN (${places}) LIMIT 1`,
      room,
      id,
      this.#now(),
      ...skeletons,
    )
    return rows.length > 0
  }

  #skeletonsOf(name: string): readonly string[] {
    const known = this.#skeletons.get(name)
    if (known) return known
    const skeletons = skeletonsOf(name)
    this.#skeletons.set(name, skeletons)
    return skeletons
  }
}
