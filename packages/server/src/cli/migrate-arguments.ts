import { parseArgs } from 'node:util'
import { isPostgresUrl } from '../options.js'
import { UsageError } from './usage-error.js'

export type Migrate =
  | { type: 'migrate-help' }
  | { type: 'migrate'; from: string; to: string; dataDir: string | undefined; hasSecret: boolean }

export const MIGRATE_HELP = `Usage: chat-server migrate --from <directory or file> --to <url>

Copies all rooms and their logs from SQLite to PostgreSQL, reads both again to compare them, and
moves the secret with them, so that visitors stay who they are. Stop the server first. What was
interrupted goes on when it is called again; the source is only read.

  --from <where>    the data directory, or a path to the SQLite database
  --to <url>        postgres://user:password@host/database, an empty database; better given as
                    CHAT_DATABASE: other users of the machine see flags
  --data <directory>  where the secret is, if not beside the database
  --help            this text
`

/** @throws UsageError which flag is wrong, and what is allowed */
export function readMigrate(args: string[], env: NodeJS.ProcessEnv): Migrate {
  const flags = parseFlags(args)
  if (flags.help) return { type: 'migrate-help' }
  const { from, data: dataDir } = flags
  if (!from) throw new UsageError('--from must be a data directory or an SQLite database.')
  const to = flags.to ?? env['CHAT_DATABASE']
  // The value stays out of the message: there may be a password in it.
  if (to === undefined || !isPostgresUrl(to)) {
    throw new UsageError('--to must be postgres://user:password@host/database.')
  }
  return { type: 'migrate', from, to, dataDir, hasSecret: env['CHAT_SECRET'] !== undefined }
}

function parseFlags(args: string[]) {
  const string = { type: 'string' } as const
  try {
    const help = { type: 'boolean', short: 'h' } as const
    const options = { from: string, to: string, data: string, help }
    return parseArgs({ args, strict: true, allowPositionals: false, options }).values
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n')
    throw new UsageError(`${reason} See chat-server migrate --help.`)
  }
}
