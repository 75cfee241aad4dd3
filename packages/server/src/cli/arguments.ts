import { isOrigin, isProxy, LOG_LEVELS, type ChatServerOptions, type LogLevel } from '../options.js'
import { readDatabase, readRedisUrl } from './database-flags.js'
import { readFilled, readUrl, toGiven, wrong, type Given } from './given.js'
import { IDENTITY_FLAGS, IDENTITY_HELP, readIdentityFlags } from './identity-flags.js'
import { ADMIN_KEY_RULE, isAdminKey } from '../options/admin-options.js'
import { MODERATION_FLAGS, MODERATION_HELP, readModerationFlags } from './moderation-flags.js'
import { parseFlags } from './parse-flags.js'
import { readRetentionFlags, RETENTION_FLAGS, RETENTION_HELP } from './retention-flags.js'
import { UsageError } from './usage-error.js'
import { readWebhooksFile } from './webhooks-file.js'

export type Command =
  | { type: 'help' }
  | { type: 'version' }
  | { type: 'serve'; port: number; host: string; options: ChatServerOptions }

const FLAGS = {
  port: { variable: 'CHAT_PORT', fallback: '3000' },
  host: { variable: 'CHAT_HOST', fallback: '0.0.0.0' },
  data: { variable: 'CHAT_DATA', fallback: './chat-data' },
  database: { variable: 'CHAT_DATABASE', fallback: 'sqlite' },
  redis: { variable: 'CHAT_REDIS', fallback: undefined },
  origins: { variable: 'CHAT_ORIGINS', fallback: '*' },
  'public-url': { variable: 'CHAT_PUBLIC_URL', fallback: undefined },
  'log-level': { variable: 'CHAT_LOG_LEVEL', fallback: 'info' },
  'rate-limits': { variable: 'CHAT_RATE_LIMITS', fallback: 'on' },
  'trust-proxy': { variable: 'CHAT_TRUST_PROXY', fallback: undefined },
  polling: { variable: 'CHAT_POLLING', fallback: 'on' },
  metrics: { variable: 'CHAT_METRICS', fallback: 'off' },
  ...IDENTITY_FLAGS,
  ...MODERATION_FLAGS,
  webhooks: { variable: 'CHAT_WEBHOOKS', fallback: undefined },
  ...RETENTION_FLAGS,
} as const

const string = { type: 'string' } as const
const SYNTAX = {
  port: string,
  host: string,
  data: string,
  database: string,
  redis: string,
  origins: string,
  'public-url': string,
  'log-level': string,
  'rate-limits': string,
  'trust-proxy': string,
  polling: string,
  metrics: string,
  'identity-key-file': string,
  'identity-jwks': string,
  'identity-audience': string,
  'identity-issuer': string,
  preset: string,
  'word-list': string,
  webhooks: string,
  'keep-for': string,
  'keep-messages': string,
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

type Flag = keyof typeof FLAGS
type FlagWithDefault = {
  [F in Flag]: (typeof FLAGS)[F]['fallback'] extends string ? F : never
}[Flag]

export const HELP = `Usage: chat-server [options]
       chat-server <command> --help

Runs a server for anonymous chat rooms. A flag beats its environment variable.

  --port <number>        CHAT_PORT         port; 0 picks a free one          (3000)
  --host <address>       CHAT_HOST         address to listen on              (0.0.0.0)
  --data <directory>     CHAT_DATA         database and signing secret       (./chat-data)
  --database <where>     CHAT_DATABASE     sqlite, memory, a path or         (sqlite)
                                           postgres://user:password@host/database
  --redis <url>          CHAT_REDIS        redis://…: connects processes that share a database
  --origins <list>       CHAT_ORIGINS      sites that may connect, by comma  (*)
  --public-url <url>     CHAT_PUBLIC_URL   the address that visitors use
  --log-level <level>    CHAT_LOG_LEVEL    ${LOG_LEVELS.join(', ')}
                                                                             (info)
  --rate-limits <on|off> CHAT_RATE_LIMITS  off: for load tests and trusted networks (on)
  --trust-proxy <list>   CHAT_TRUST_PROXY  proxies whose X-Forwarded-For is believed, by comma:
                                           addresses, subnets, loopback, uniquelocal
  --polling <on|off>     CHAT_POLLING      off: WebSocket alone, no long-polling instead     (on)
  --metrics <where>      CHAT_METRICS      for Prometheus: a port, host:port, on (the same port
                                           as all else) or off               (off)
${IDENTITY_HELP}
${MODERATION_HELP}
  --webhooks <file>      CHAT_WEBHOOKS     JSON file of other servers to tell of what happens
${RETENTION_HELP}
  --help                                   this text
  --version                                the version

CHAT_SECRET signs the tokens of visitors (at least 16 characters); without it, one is made at
first start and kept in the data directory, or in the database where that is PostgreSQL.
CHAT_METRICS_TOKEN is what whoever reads the metrics must present (at least 16 characters);
without it, anybody who reaches them may read them.
CHAT_ADMIN_KEY opens /admin and /api to whoever presents it (at least 24 characters); without
it, neither is there.

Commands, for the database of a server, whether that runs or not:

  rooms     lists the rooms                       ban      keeps somebody out
  export    writes messages out as JSON Lines     unban    lets somebody in again
  erase     erases a user or a room               bans     lists mutes and bans
  backup    copies an SQLite database             link     makes a moderator link
  migrate   moves a server from SQLite to PostgreSQL
`

/** How the server itself is to run. @throws UsageError which flag or variable is wrong, and what is allowed */
export function readCommand(args: string[], env: NodeJS.ProcessEnv): Command {
  const flags = parseFlags(args, SYNTAX, '--help')
  if (flags.help) return { type: 'help' }
  if (flags.version) return { type: 'version' }

  const read = (flag: Flag): Given | undefined => {
    const { variable, fallback } = FLAGS[flag]
    const given = toGiven({ flag, value: flags[flag], variable }, env)
    return given ?? (fallback === undefined ? undefined : { value: fallback, source: variable })
  }
  const required = (flag: FlagWithDefault): Given =>
    read(flag) ?? { value: FLAGS[flag].fallback, source: `--${flag}` }

  const publicUrl = read('public-url')
  const proxies = read('trust-proxy')
  const metrics = readMetrics(required('metrics'))
  const redis = read('redis')
  const webhooks = read('webhooks')
  return {
    type: 'serve',
    port: readPort(required('port')),
    host: readHost(required('host')),
    options: {
      dataDir: readFilled(required('data'), 'a directory'),
      database: readDatabase(required('database')),
      origins: readOrigins(required('origins')),
      logLevel: readLogLevel(required('log-level')),
      ...(readSwitch(required('rate-limits')) ? {} : { rates: 'off' as const }),
      ...(readSwitch(required('polling')) ? {} : { polling: false }),
      ...(proxies && { trustedProxies: readProxies(proxies) }),
      ...(metrics && { metrics }),
      ...(redis && { redis: readRedisUrl(redis) }),
      ...(webhooks && { webhooks: readWebhooksFile(webhooks.value, webhooks.source) }),
      ...(publicUrl && { publicUrl: readUrl(publicUrl) }),
      ...readIdentityFlags(read, env, publicUrl?.value),
      ...readModerationFlags(read),
      ...readRetentionFlags(read),
      ...readSecrets(env),
    },
  }
}

function readPort(given: Given): number {
  const port = Number(given.value)
  if (/^\d{1,5}$/.test(given.value) && port <= 65_535) return port
  throw wrong(given, 'a port from 0 to 65535')
}

function readHost(given: Given): string {
  if (/^[A-Za-z0-9.:_-]+$/.test(given.value)) return given.value
  throw wrong(given, 'a host name or address, such as 127.0.0.1')
}

function readOrigins(given: Given): '*' | string[] {
  if (given.value === '*') return '*'
  const origins = given.value.split(',').map((origin) => origin.trim())
  if (origins.every(isOrigin)) return origins
  throw wrong(given, '* or origins such as https://example.com, separated by commas')
}

function readProxies(given: Given): string[] {
  const proxies = given.value.split(',').map((proxy) => proxy.trim())
  if (proxies.every(isProxy)) return proxies
  throw wrong(given, 'addresses, subnets such as 10.0.0.0/8, loopback or uniquelocal, by comma')
}

function readLogLevel(given: Given): LogLevel {
  const level = LOG_LEVELS.find((name) => name === given.value)
  if (level) return level
  throw wrong(given, `one of ${LOG_LEVELS.join(', ')}`)
}

function readSwitch(given: Given): boolean {
  if (given.value === 'on') return true
  if (given.value === 'off') return false
  throw wrong(given, 'on or off')
}

/** `on`, `off`, a port, or a host and a port. */
function readMetrics(given: Given): false | true | { port: number; host?: string } {
  if (given.value === 'on' || given.value === 'off') return given.value === 'on'
  const [, host, digits] =
    /^(?:(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+):)?(\d{1,5})$/.exec(given.value) ?? []
  const port = Number(digits)
  if (!(port <= 65_535))
    throw wrong(given, 'on, off, a port, or a host and a port such as 0.0.0.0:9464')
  return { port, ...(host !== undefined && { host: host.replace(/[[\]]/g, '') }) }
}

// Their values stay out of the messages.
function readSecrets(
  env: NodeJS.ProcessEnv,
): Pick<ChatServerOptions, 'secret' | 'metricsToken' | 'adminKey'> {
  const read = (variable: string) => {
    const value = env[variable]
    if (value === undefined || value.length >= 16) return value
    throw new UsageError(`${variable} must have at least 16 characters.`)
  }
  const secret = read('CHAT_SECRET')
  const metricsToken = read('CHAT_METRICS_TOKEN')
  const adminKey = env['CHAT_ADMIN_KEY']
  if (adminKey !== undefined && !isAdminKey(adminKey)) {
    throw new UsageError(`CHAT_ADMIN_KEY must have ${ADMIN_KEY_RULE}.`)
  }
  return {
    ...(secret !== undefined && { secret }),
    ...(metricsToken !== undefined && { metricsToken }),
    ...(adminKey !== undefined && { adminKey }),
  }
}
