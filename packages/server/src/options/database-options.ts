import { join, resolve } from 'node:path'

/** Where rooms are kept. */
export type Database =
  { type: 'memory' } | { type: 'sqlite'; path: string } | { type: 'postgres'; url: string }

/** @throws TypeError what is allowed */
export function readDatabase(database: string, dataDir: string): Database {
  if (database === 'memory') return { type: 'memory' }
  if (isPostgresUrl(database)) return { type: 'postgres', url: database }
  // Not repeated: whatever looks like an address may hold a password.
  if (/^[a-z]{2,}:/i.test(database) || database === '') {
    throw new TypeError(
      'database must be sqlite, memory, a path to a file or postgres://user:password@host/database.',
    )
  }
  const path = database === 'sqlite' ? join(dataDir, 'chat.db') : resolve(database)
  return { type: 'sqlite', path }
}

/** Whether this is the address of a PostgreSQL database. What it leaves out comes from the environment. */
export function isPostgresUrl(text: string): boolean {
  // A # would be the rest of a password that is not encoded.
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) && !text.includes('#')
}
