import type { OperateOptions } from '../operate.js'
import { isRedisUrl } from '../options.js'
import { isPostgresUrl } from '../options/database-options.js'
import { readFilled, toGiven, type Given } from './given.js'
import type { Flags } from './subcommand.js'
import { UsageError } from './usage-error.js'

/** Of every subcommand that works on the database of a server. */
export const DATABASE_FLAGS = { data: 'string', database: 'string', redis: 'string' } as const

export const DATABASE_HELP = `The database is the server's, named as it is there, whether the server runs or not:

  --data <directory>     CHAT_DATA         database and signing secret       (./chat-data)
  --database <where>     CHAT_DATABASE     sqlite, a path or                 (sqlite)
                                           postgres://user:password@host/database
  --redis <url>          CHAT_REDIS        of servers that share a database
  --help                                   this text
`

/** @throws UsageError which flag or variable is wrong, and what is allowed */
export function readDatabaseFlags(
  flags: Flags<typeof DATABASE_FLAGS>,
  env: NodeJS.ProcessEnv,
): Pick<OperateOptions, 'dataDir' | 'database' | 'redis' | 'secret'> {
  const read = (flag: keyof typeof DATABASE_FLAGS, variable: string) =>
    toGiven({ flag, value: flags[flag], variable }, env)
  const data = read('data', 'CHAT_DATA')
  const database = read('database', 'CHAT_DATABASE')
  const redis = read('redis', 'CHAT_REDIS')
  const secret = env['CHAT_SECRET']
  if (database?.value === 'memory') {
    throw new UsageError('What a server keeps in memory is out of reach of this command.')
  }
  return {
    dataDir: data ? readFilled(data, 'a directory') : './chat-data',
    database: database ? readDatabase(database) : 'sqlite',
    ...(redis && { redis: readRedisUrl(redis) }),
    ...(secret !== undefined && { secret }),
  }
}

export function readDatabase({ value, source }: Given): string {
  const isFile = value.trim() !== '' && !/^[a-z]{2,}:/i.test(value)
  if (isFile || isPostgresUrl(value)) return value
  // The value stays out of the message: there may be a password in it.
  throw new UsageError(
    `${source} must be sqlite, memory, a path to a file or postgres://user:password@host/database, with special characters encoded (%23 for #).`,
  )
}

// The value stays out of the message: it may hold a password.
export function readRedisUrl({ value, source }: Given): string {
  if (isRedisUrl(value)) return value
  throw new UsageError(`${source} must be an address such as redis://localhost:6379.`)
}
