import { describe, expect, test } from 'vitest'
import { HELP, readCommand } from './arguments.js'
import { UsageError } from './usage-error.js'

function readServe(args: string[], env: NodeJS.ProcessEnv = {}) {
  const command = readCommand(args, env)
  if (command.type !== 'serve') throw new Error(`This is ${command.type}.`)
  return command
}

function refusal(args: string[], env: NodeJS.ProcessEnv = {}): string {
  try {
    readCommand(args, env)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error('Nothing is refused.')
}

test('without flags and variables there are defaults', () => {
  expect(readServe([])).toEqual({
    type: 'serve',
    port: 3_000,
    host: '0.0.0.0',
    options: {
      dataDir: './chat-data',
      database: 'sqlite',
      origins: '*',
      logLevel: 'info',
    },
  })
})

test('every flag is read', () => {
  const flags = {
    '--port': '0',
    '--host': '::1',
    '--data': '/var/lib/chat',
    '--database': '/var/lib/chat/other.db',
    '--origins': 'https://a.example, http://b.example:8080',
    '--public-url': 'https://chat.example',
    '--log-level': 'warn',
    '--rate-limits': 'off',
    '--trust-proxy': 'loopback, 10.0.0.0/8',
    '--metrics': '0.0.0.0:9464',
    '--redis': 'rediss://u:p@redis:6380/2',
    '--polling': 'off',
    '--preset': 'careful',
    '--word-list': '/etc/chat/words',
    '--keep-for': '30d',
    '--keep-messages': '1000',
  }
  expect(readServe(Object.entries(flags).flat())).toEqual({
    type: 'serve',
    port: 0,
    host: '::1',
    options: {
      dataDir: '/var/lib/chat',
      database: '/var/lib/chat/other.db',
      origins: ['https://a.example', 'http://b.example:8080'],
      publicUrl: 'https://chat.example',
      logLevel: 'warn',
      moderation: { preset: 'careful', wordList: '/etc/chat/words' },
      retention: { maxAgeS: 2_592_000, maxMessages: 1_000 },
      rates: 'off',
      trustedProxies: ['loopback', '10.0.0.0/8'],
      metrics: { host: '0.0.0.0', port: 9_464 },
      redis: 'rediss://u:p@redis:6380/2',
      polling: false,
    },
  })
})

test('every variable is read', () => {
  const env = {
    CHAT_PORT: '4000',
    CHAT_HOST: 'localhost',
    CHAT_DATA: '/data',
    CHAT_DATABASE: 'memory',
    CHAT_ORIGINS: 'https://a.example',
    CHAT_PUBLIC_URL: 'https://chat.example',
    CHAT_LOG_LEVEL: 'silent',
    CHAT_RATE_LIMITS: 'off',
    CHAT_TRUST_PROXY: 'uniquelocal',
    CHAT_METRICS: 'on',
    CHAT_SECRET: 'sixteen letters.',
    CHAT_METRICS_TOKEN: 'sixteen letters too',
    CHAT_ADMIN_KEY: 'twenty-four-letters-or-more',
  }
  expect(readServe([], env)).toEqual({
    type: 'serve',
    port: 4_000,
    host: 'localhost',
    options: {
      dataDir: '/data',
      database: 'memory',
      origins: ['https://a.example'],
      publicUrl: 'https://chat.example',
      logLevel: 'silent',
      rates: 'off',
      trustedProxies: ['uniquelocal'],
      metrics: true,
      secret: 'sixteen letters.',
      metricsToken: 'sixteen letters too',
      adminKey: 'twenty-four-letters-or-more',
    },
  })
})

test.each([
  ['off', undefined],
  ['on', true],
  ['9464', { port: 9_464 }],
  ['[::1]:9464', { host: '::1', port: 9_464 }],
  ['metrics.internal:9464', { host: 'metrics.internal', port: 9_464 }],
])('metrics may be served at %s', (value, metrics) => {
  expect(readServe(['--metrics', value]).options.metrics).toEqual(metrics)
})

test('a flag beats its variable', () => {
  expect(readServe(['--port', '1'], { CHAT_PORT: '2' }).port).toBe(1)
  expect(readServe(['--port=1'], { CHAT_PORT: 'nonsense' }).port).toBe(1)
})

test('help and version need nothing else to be right', () => {
  expect(readCommand(['--help', '--port', 'x'], {})).toEqual({ type: 'help' })
  expect(readCommand(['-h'], {})).toEqual({ type: 'help' })
  expect(readCommand(['-v'], { CHAT_PORT: 'x' })).toEqual({ type: 'version' })
})

describe('a mistake is named in one line, with what is allowed and what was given', () => {
  test.each([
    ['--port', ['65536', '-1', '3000x', '', '1e3', '0x10', ' 80']],
    ['--host', ['', 'two words', 'http://localhost']],
    ['--data', ['', '  ']],
    ['--origins', ['', 'a.example', 'https://a.example/', 'https://a.example,', 'https://*.a.b']],
    ['--public-url', ['', 'chat.example', 'ftp://chat.example', 'javascript:alert(1)']],
    ['--log-level', ['', 'INFO', 'verbose']],
    ['--rate-limits', ['', 'true', 'ON']],
    ['--polling', ['', 'true', 'OFF']],
    ['--metrics', ['', 'true', '65536', ':9464', 'host:', '::1:9464', 'http://a:1']],
    ['--trust-proxy', ['', '*', 'true', 'proxy.example', '10.0.0.0/33', 'loopback,']],
  ])('%s', (flag, values) => {
    for (const value of values) {
      const message = refusal([`${flag}=${value}`])
      expect(message).toMatch(new RegExp(`^${flag} must be .+, not ".*"\\.$`))
      expect(message).toContain(`"${value}"`)
    }
  })

  test.each([
    ['--keep-for', '30', 'a duration such as 12h, 30d or 1y, from 1m to 100y'],
    ['--keep-for', '59s', 'a duration such as 12h, 30d or 1y, from 1m to 100y'],
    ['--keep-messages', '0', 'a whole number from 1'],
    ['--keep-messages', '1e3', 'a whole number from 1'],
  ])('of %s %s', (flag, value, allowed) => {
    expect(refusal([flag, value])).toBe(`${flag} must be ${allowed}, not "${value}".`)
  })

  test('of a Redis, which is not repeated: there may be a password in it', () => {
    for (const value of ['', 'localhost:6379', 'http://u:s3cret@redis', 'redis://u:s3#ret:x:y']) {
      const message = refusal([`--redis=${value}`])
      expect(message).toBe('--redis must be an address such as redis://localhost:6379.')
    }
  })

  test('of a database, which is not repeated: there may be a password in it', () => {
    for (const value of [
      '',
      'postgres:db',
      'mysql://u:s3cret@db/chat',
      'postgres://u:s3#ret@db/c',
    ]) {
      const message = refusal([`--database=${value}`])
      expect(message).toMatch(
        /^--database must be sqlite, memory, a path to a file or postgres:.+\.$/,
      )
      expect(message).not.toMatch(/s3.ret|mysql/)
    }
  })

  test('of a variable', () => {
    expect(refusal([], { CHAT_PORT: 'http' })).toBe(
      'CHAT_PORT must be a port from 0 to 65535, not "http".',
    )
  })

  test.each([
    ['CHAT_SECRET', '16 characters.'],
    ['CHAT_METRICS_TOKEN', '16 characters.'],
    ['CHAT_ADMIN_KEY', '24 characters, letters, digits or signs of ASCII.'],
  ])('of %s, which is not repeated', (variable, what) => {
    expect(refusal([], { [variable]: 'short' })).toBe(`${variable} must have at least ${what}`)
  })

  test.each([[['--prot', '3000']], [['3000']], [['--port']], [['--port', '--host']]])(
    'of the call %j',
    (args) => {
      const message = refusal(args)
      expect(message).toMatch(/[^.]\. See --help\.$/)
      expect(message).not.toContain('\n')
    },
  )
})

test('the help names every flag and variable, in lines that a terminal shows whole', () => {
  for (const name of ['port', 'host', 'data', 'database', 'origins', 'public-url', 'log-level']) {
    expect(HELP).toContain(`--${name} `)
    expect(HELP).toContain(`CHAT_${name.toUpperCase().replace('-', '_')} `)
  }
  for (const word of [
    '--rate-limits',
    '--trust-proxy',
    '--metrics',
    '--redis',
    'CHAT_REDIS',
    '--polling',
    'CHAT_SECRET',
    '--help',
    '--version',
  ]) {
    expect(HELP).toContain(word)
  }
  for (const line of HELP.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
})
