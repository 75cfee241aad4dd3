import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { createOpenError } from '../sqlite/open-error.js'

/**
 * Writes an SQLite database, as it is at one moment, into a new file; whoever has it open goes on reading and writing.
 * What was erased is not in it. Throws a sentence for the operator.
 */
export function backUpSqlite(path: string, to: string): void {
  if (!existsSync(path)) throw new Error(`There is no database at ${path}.`)
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path)
    database.exec('PRAGMA busy_timeout = 5000')
    database.prepare('VACUUM INTO ?').run(to)
  } catch (error) {
    throw createOpenError(path, error)
  } finally {
    database?.close()
  }
}
