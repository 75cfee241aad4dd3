import { TABLES } from '../src/store/copy/tables.js'
import { standsInFiles } from './raw-database.js'
import { execute } from './real-postgres.js'

/** Whether a text stands anywhere in a database: in SQLite's files, or in a row of PostgreSQL's. */
export async function standsInDatabase(database: string, text: string): Promise<boolean> {
  if (!database.startsWith('postgres')) return standsInFiles(database, text)
  const rows = await Promise.all(
    TABLES.map(({ name }) =>
      execute<{ row: string }>(database, `SELECT t::text AS row FROM ${name} AS t`),
    ),
  )
  return rows.flat().some(({ row }) => row.includes(text))
}
