import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { readDatabase } from './options/database-options.js'
import { backUpSqlite } from './store/copy/sqlite-backup.js'
import { writeWhole } from './whole-file.js'

/**
 * Copies the SQLite database of a server, which may be running, into a new file; answers with its size in bytes. Rejects
 * with a sentence for the operator.
 */
export async function backUp(options: {
  dataDir: string
  database: string
  to: string
}): Promise<number> {
  const database = readDatabase(options.database, options.dataDir)
  if (database.type !== 'sqlite') throw new TypeError('Only SQLite databases are backed up here.')
  const to = resolve(options.to)
  await writeWhole(to, async (draft) => backUpSqlite(database.path, draft))
  return statSync(to).size
}
