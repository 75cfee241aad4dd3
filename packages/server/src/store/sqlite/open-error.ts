/** Why a database does not open and what to do, by SQLite's primary result code. */
const REASONS = new Map([
  [5, 'another program keeps it locked; stop that one first'],
  [8, 'it may only be read; give the server permission to write the file and its directory'],
  [11, 'it is damaged; restore a backup'],
  [13, 'the disk is full'],
  [14, 'it cannot be opened or made; check the permissions of the file and its directory'],
  [26, 'it is not an SQLite database'],
])

/** The failure to open a database, as a sentence for the operator. */
export function createOpenError(path: string, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error)
  const reason = REASONS.get(primaryCode(error)) ?? message
  return new Error(`The database ${path} cannot be used: ${reason}.`, { cause: error })
}

function primaryCode(error: unknown): number {
  const isSqlite = error instanceof Error && 'errcode' in error
  return isSqlite ? Number(error.errcode) & 0xff : 0
}
