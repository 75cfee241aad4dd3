import type { DatabaseSync } from 'node:sqlite'
import { MIGRATIONS } from './schema.js'

/**
 * Takes the database to the newest version, whole or not at all. Writes in any case, so that a database which may only
 * be read is found out now and not at the first message.
 */
export function migrate(database: DatabaseSync): void {
  // The version is read under the lock: of two servers that start at once, the second finds the work done.
  database.exec('BEGIN IMMEDIATE')
  try {
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
    if (version > MIGRATIONS.length) {
      throw new Error(
        `it has schema version ${version}, and this server knows up to ${MIGRATIONS.length}: a newer server made it`,
      )
    }
    for (const sql of MIGRATIONS.slice(version)) database.exec(sql)
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`)
    database.exec('COMMIT')
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** The epoch that this database gives to its rooms: random, made with it. */
export function readEpoch(database: DatabaseSync): string {
  return String(database.prepare('SELECT epoch FROM store').get()?.['epoch'])
}
