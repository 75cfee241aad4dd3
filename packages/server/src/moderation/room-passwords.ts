import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Sql, SqlStatement } from '../store/sql.js'

const derive = promisify<string, Buffer, number, Buffer>(scrypt)
const KEY_BYTES = 32

/** The passwords of rooms, as salted scrypt hashes (RFC 7914). They are no part of a room's settings, which all can read. */
export class RoomPasswords {
  readonly #sql: Sql

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
    const [salt = '', key = ''] = String(row?.['hash'] ?? '').split('.')
    if (key === '') return false
    const given = await derive(password, Buffer.from(salt, 'base64url'), KEY_BYTES)
    return timingSafeEqual(given, Buffer.from(key, 'base64url'))
  }
}
