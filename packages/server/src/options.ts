import { DEFAULT_LIMITS, type Limits } from '@chat/protocol'
import type { Express } from 'express'
import type { Server as HttpServer } from 'node:http'
import { resolve } from 'node:path'
import { pino, type Logger } from 'pino'
import proxyAddress from 'proxy-addr'
import {
  readIdentity,
  type IdentityOptions,
  type IdentitySettings,
} from './options/identity-options.js'
import {
  readModeration,
  type ModerationOptions,
  type ModerationSettings,
} from './options/moderation-options.js'
import { readDatabase, type Database } from './options/database-options.js'
import { readAdminKey, type AdminOptions } from './options/admin-options.js'
import type { HookOptions, Hooks } from './hooks/hooks.js'
import { readWebhooks } from './options/webhook-options.js'
import {
  readRetention,
  type RetentionOptions,
  type RetentionSettings,
} from './options/retention-options.js'
import { DEFAULT_RATES, type Rates } from './rate-limit/rate-limit.js'
import type { Origins } from './transport/origins.js'
import type { Webhook } from './webhooks/webhook.js'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export type ChatServerOptions = AdminOptions & {
  /** Attach to this HTTP server; it stays the caller's to listen with and to close. Default: an own one. */
  server?: HttpServer
  /** Mount the HTTP routes on this Express app. Default: an own one, or none where `server` is given. */
  app?: Express
  /** Directory of the database and the signing secret; made if missing. Default `./chat-data`. */
  dataDir?: string
  /**
   * `sqlite` (`chat.db` in `dataDir`, the default), a path to a database file, `postgres://user:password@host/database`,
   * which several processes can share, or `memory` (nothing is kept).
   */
  database?: string
  /** `redis://…` or `rediss://…`: connects several processes that share one database. Default: this one is alone. */
  redis?: string
  /**
   * Signs resume tokens; at least 16 characters. Default: made at first start, kept in `dataDir`, or in the database
   * where that is PostgreSQL.
   */
  secret?: string
  /** How the host site signs who its users are, and who moderates; see `docs/identity.md`. Default: nobody is identified. */
  identity?: IdentityOptions
  /** Sites that may connect. Default `*`, every site. */
  origins?: Origins
  /** The address that visitors use, for the lobby's embed snippet. Default: that of the request. */
  publicUrl?: string
  /** Requests over time; `off` counts none. Default: {@link DEFAULT_RATES}. */
  rates?: Partial<Rates> | 'off'
  /** What the server does against abuse by itself. Default: the preset `open`. */
  moderation?: ModerationOptions
  /** How long messages are kept, in every room; a room may keep less (`docs/privacy.md`). Default: for good. */
  retention?: RetentionOptions
  /** Bounds told to every client. Default: `DEFAULT_LIMITS`. */
  limits?: Partial<Limits>
  /** How long a member whose connection was lost stays, and is waited for after a start, ms. Default 10,000. */
  graceMs?: number
  /** Most members of a room. Default: no bound. */
  maxMembers?: number
  /** Most connections of one IPv4 address or IPv6 /64; no bound where `rates` is `off`. Default 200. */
  maxConnectionsPerAddress?: number
  /**
   * Proxies whose `X-Forwarded-For` says where a visitor comes from: addresses, subnets such as `10.0.0.0/8`, or
   * `loopback`, `linklocal`, `uniquelocal`. Default: none, and the header is ignored.
   */
  trustedProxies?: readonly string[]
  /**
   * Whether clients that WebSocket does not reach may use HTTP long-polling. Several processes then need a balancer that
   * sends each client to the same one. Default true.
   */
  polling?: boolean
  /** Bytes that may wait for one connection before it is cut off. Default 4 MiB. */
  maxBufferedBytes?: number
  /** Whether `/rooms` and the lobby list the rooms with members. Default true. */
  listRooms?: boolean
  /**
   * Serves `/metrics` for Prometheus: beside the other routes (`true`), or on a port of its own, on 127.0.0.1 unless a
   * host is named. Default false.
   */
  metrics?: boolean | { port: number; host?: string }
  /** Whoever reads the metrics must present it as a bearer token; at least 16 characters. Default: anybody may. */
  metricsToken?: string
  /** Code of your own that is told of what happens, and may refuse, hold or change it. */
  hooks?: Hooks
  hookOptions?: HookOptions
  /** Other servers to tell of what happens. */
  webhooks?: readonly Webhook[]
  /** Default `info`. */
  logLevel?: LogLevel
  /** A pino logger in place of the server's own. */
  logger?: Logger
}

export type Settings = {
  server: HttpServer | undefined
  app: Express | undefined
  /** Undefined where no file is kept. */
  dataDir: string | undefined
  database: Database
  /** Undefined: this process is alone. */
  redisUrl: string | undefined
  secret: string | undefined
  /** Undefined: everybody is anonymous. */
  identity: IdentitySettings | undefined
  origins: Origins
  publicUrl: string | undefined
  rates: Rates | 'off'
  moderation: ModerationSettings
  retention: RetentionSettings
  limits: Limits
  graceMs: number
  maxMembers: number
  maxConnectionsPerAddress: number
  trustedProxies: readonly string[]
  polling: boolean
  maxBufferedBytes: number
  listRooms: boolean
  metrics: boolean | { port: number; host: string }
  metricsToken: string | undefined
  adminKey: string | undefined
  hooks: Hooks
  hookOptions: HookOptions
  webhooks: readonly Webhook[]
  logger: Logger
}

/** @throws TypeError which option is wrong, and what is allowed */
export function readOptions(options: ChatServerOptions): Settings {
  const dataDir = resolve(options.dataDir ?? 'chat-data')
  const database = readDatabase(options.database ?? 'sqlite', dataDir)
  return {
    server: options.server,
    app: options.app,
    dataDir: database.type === 'sqlite' ? dataDir : undefined,
    database,
    redisUrl: options.redis === undefined ? undefined : readRedisUrl(options.redis),
    secret: options.secret,
    identity: options.identity && readIdentity(options.identity, options.publicUrl),
    origins: readOrigins(options.origins ?? '*'),
    publicUrl: options.publicUrl && readUrl(options.publicUrl),
    rates:
      options.rates === 'off' ? 'off' : { ...DEFAULT_RATES, ...readRates(options.rates ?? {}) },
    moderation: readModeration(options.moderation ?? {}, { isUncounted: options.rates === 'off' }),
    retention: readRetention(options.retention ?? {}),
    limits: { ...DEFAULT_LIMITS, ...readLimits(options.limits ?? {}) },
    graceMs: readNumber('graceMs', options.graceMs ?? 10_000, 0, MAX_TIMER_MS),
    maxMembers: readNumber('maxMembers', options.maxMembers ?? Infinity, 1),
    maxConnectionsPerAddress:
      options.rates === 'off'
        ? Infinity
        : readNumber('maxConnectionsPerAddress', options.maxConnectionsPerAddress ?? 200, 1),
    trustedProxies: readProxies(options.trustedProxies ?? []),
    polling: options.polling ?? true,
    maxBufferedBytes: readNumber('maxBufferedBytes', options.maxBufferedBytes ?? 4 * 1_048_576, 1),
    listRooms: options.listRooms ?? true,
    metrics: readMetrics(options.metrics ?? false),
    metricsToken: options.metricsToken && readToken(options.metricsToken),
    adminKey: readAdminKey(options),
    hooks: options.hooks ?? {},
    hookOptions: readHookOptions(options.hookOptions ?? {}),
    webhooks: readWebhooks(options.webhooks ?? []),
    logger: options.logger ?? createLogger(options.logLevel ?? 'info'),
  }
}

/** Longest time that a timer can wait; one that is given a longer time does not wait at all. */
const MAX_TIMER_MS = 2 ** 31 - 1

// In these PostgreSQL repeats the row that it could not take, with what somebody wrote.
const REDACTED = { paths: ['err.detail', 'err.where'], remove: true }

function createLogger(level: LogLevel): Logger {
  if (!LOG_LEVELS.includes(level)) {
    throw new TypeError(`logLevel must be one of ${LOG_LEVELS.join(', ')}, not "${level}".`)
  }
  // Standard output belongs to the operator and to scripts that read the address.
  return pino({ level, base: null, redact: REDACTED }, pino.destination({ fd: 2, sync: true }))
}

function readOrigins(origins: Origins): Origins {
  if (origins === '*') return origins
  for (const origin of origins) {
    if (!isOrigin(origin)) {
      throw new TypeError(
        `origins must be * or origins such as https://example.com, not "${origin}".`,
      )
    }
  }
  return origins
}

/** Whether a browser could send this as an `Origin`. Origins are compared whole: there is no `*` within one. */
export function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && !text.includes('*')
}

function readProxies(proxies: readonly string[]): readonly string[] {
  for (const proxy of proxies) {
    if (!isProxy(proxy)) {
      throw new TypeError(
        `trustedProxies must be addresses, subnets, loopback, linklocal or uniquelocal, not "${proxy}".`,
      )
    }
  }
  return proxies
}

/** Whether this names proxies: an address, a subnet, or one of the three ranges that have a name. */
export function isProxy(text: string): boolean {
  try {
    proxyAddress.compile(text)
    return true
  } catch {
    return false
  }
}

function readMetrics(metrics: boolean | { port: number; host?: string }): Settings['metrics'] {
  if (typeof metrics === 'boolean') return metrics
  const port = readNumber('metrics.port', metrics.port, 0)
  return { port, host: metrics.host ?? '127.0.0.1' }
}

// The value stays out of the message: it is a secret.
function readToken(token: string): string {
  if (token.length >= 16) return token
  throw new TypeError('metricsToken must have at least 16 characters.')
}

function readUrl(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url.replace(/\/+$/, '')
  throw new TypeError(`publicUrl must be an http or https address, not "${url}".`)
}

function readRedisUrl(url: string): string {
  if (isRedisUrl(url)) return url
  // The address stays out of the message: it may hold a password.
  throw new TypeError('redis must be an address such as redis://localhost:6379.')
}

/** Whether this is the address of a Redis. */
export function isRedisUrl(text: string): boolean {
  return /^rediss?:\/\/./.test(text) && URL.canParse(text)
}

function readLimits(limits: Partial<Limits>): Partial<Limits> {
  for (const [key, value] of Object.entries(limits)) {
    if (Number.isSafeInteger(value) && value >= 1) continue
    throw new TypeError(`limits.${key} must be a whole number from 1, not ${String(value)}.`)
  }
  return limits
}

function readRates(rates: Partial<Rates>): Partial<Rates> {
  for (const [kind, { points, seconds }] of Object.entries(rates)) {
    readNumber(`rates.${kind}.points`, points, 1)
    readNumber(`rates.${kind}.seconds`, seconds, 1, Math.floor(MAX_TIMER_MS / 1_000))
  }
  return rates
}

function readHookOptions(options: HookOptions): HookOptions {
  const { timeoutMs } = options
  if (timeoutMs !== undefined) readNumber('hookOptions.timeoutMs', timeoutMs, 1, MAX_TIMER_MS)
  return options
}

function readNumber(name: string, value: unknown, min: number, max = Infinity): number {
  if (typeof value === 'number' && value >= min && value <= max) return value
  const allowed = max === Infinity ? `from ${min}` : `from ${min} to ${max}`
  throw new TypeError(`${name} must be a number ${allowed}, not ${String(value)}.`)
}
