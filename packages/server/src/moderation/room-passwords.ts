import { LRUCache } from 'lru-cache'
import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Sql, SqlStatement } from '../store/sql.js'

const derive = promisify<string, Buffer, number, Buffer>(scrypt)
const KEY_BYTES = 32
/** Passwords of which it is remembered whether they are right. */
const MAX_REMEMBERED = 1_000

/** The passwords of rooms, as salted scrypt hashes (RFC 7914). They are no part of a room's settings, which all can read. */
export class RoomPasswords {
  readonly #sql: Sql
  /**
   * What was found out. After a restart all who are in a room come back at once: to derive the key for each would take
   * seconds, for which commits wait as well, because they reach the disk by the same threads.
   */
  readonly #known = new LRUCache<string, Promise<boolean>>({ max: MAX_REMEMBERED })
  readonly #digestKey = randomBytes(32)

  constructor(sql: Sql) {
    this.#sql = sql
  }

  /** The statement that gives a room a password, or takes it away. */
  async set(room: string, password: string | null): Promise<SqlStatement> {
    if (password === null) {
      return { text: 'DELETE FROM room_passwords WHERE room = $1', values: [room] }
    }
    const salt = randomBytes(16)
    const key = await derive(password, salt, KEY_BYTES)
    return {
      text: `INSERT INTO room_passwords (room, hash) VALUES ($1, $2)
             ON CONFLICT (room) DO UPDATE SET hash = excluded.hash`,
      values: [room, `${salt.toString('base64url')}.${key.toString('base64url')}`],
    }
  }

  async isRight(room: string, password: string): Promise<boolean> {
    const [row] = await this.#sql.read('SELECT hash FROM room_passwords WHERE room = $1', room)
    if (!row) return false
    const hash = String(row['hash'])
    const digest = createHmac('sha256', this.#digestKey).update(`${hash} ${password}`)
    const place = digest.digest('base64url')
    const known = this.#known.get(place)
    if (known) return known
    const found = isOf(hash, password)
    this.#known.set(place, found)
    found.catch(() => this.#known.delete(place))
    return found
  }
}

async function isOf(hash: string, password: string): Promise<boolean> {
  const [salt = '', key = ''] = hash.split('.')
  const given = await derive(password, Buffer.from(salt, 'base64url'), KEY_BYTES)
  return timingSafeEqual(given, Buffer.from(key, 'base64url'))
}
