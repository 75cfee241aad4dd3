/** Why a database does not open and what to do, by SQLSTATE or the code of Node. */
const REASONS = new Map([
  ['28P01', 'the user name or the password is wrong'],
  ['28000', 'the server does not let this user in; see its pg_hba.conf'],
  ['3D000', 'there is no such database; make it first, with createdb'],
  ['42501', 'the user may not make tables in it; make the user its owner'],
  ['42P07', 'it holds tables of something else; give the server a database of its own'],
  ['42703', 'it holds tables of something else; give the server a database of its own'],
  ['25006', 'it may only be read; name the server that takes writes'],
  ['53300', 'the server has no connection left; raise its max_connections'],
  ['57P03', 'the server does not take connections now'],
  ['ECONNREFUSED', 'no server listens there; start it, or check host and port'],
  ['ENOENT', 'no server listens there; start it, or check the path of its socket'],
  ['ENOTFOUND', 'its host is not known; check the name'],
  ['EAI_AGAIN', 'its host cannot be looked up now; check the name and the network'],
])

/** Codes of a server that is not there yet, or not now: those of Node begin with an E, these are its own. */
const AWAY = ['53300', '57P01', '57P02', '57P03']

/** The failure to open a database, as a sentence for the operator. No password is in it. */
export function createOpenError(url: string, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error)
  const reason = REASONS.get(codeOf(error)) ?? message
  return new Error(`The database ${describeUrl(url)} cannot be used: ${reason}.`, { cause: error })
}

/** Whether to try again could help: the server is not reached, or has just been started. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error)
  if (AWAY.includes(code) || /^E[A-Z_]+$/.test(code)) return true
  const away = /^(timeout expired|Query read timeout|Connection terminated)/
  return error instanceof Error && away.test(error.message)
}

/** Where the database is, without password and options. */
function describeUrl(url: string): string {
  const { protocol, username, host, pathname } = new URL(url)
  return `${protocol}//${username && `${username}@`}${host}${pathname}`
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
