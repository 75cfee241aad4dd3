import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { MIGRATIONS } from './schema.js'

/** Takes the database to the newest version, each step whole or not at all. */
export function migrate(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
  if (version > MIGRATIONS.length) {
    throw new Error(
      `it has schema version ${version}, and this server knows up to ${MIGRATIONS.length}: a newer server made it`,
    )
  }
  MIGRATIONS.slice(version).forEach((sql, index) => {
    database.exec('BEGIN IMMEDIATE')
    try {
      database.exec(sql)
      database.exec(`PRAGMA user_version = ${version + index + 1}`)
      database.exec('COMMIT')
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
  })
}

/** The epoch that this database gives to its rooms: random, made once. */
export function readEpoch(database: DatabaseSync): string {
  const row = database.prepare('SELECT epoch FROM store').get()
  if (row) return String(row['epoch'])
  const epoch = randomUUID()
  database.prepare('INSERT INTO store (epoch) VALUES (?)').run(epoch)
  return epoch
}
