import { DEFAULT_LIMITS } from '@chat/protocol'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readOptions, type ChatServerOptions } from './options.js'
import { DEFAULT_RATES } from './rate-limit/rate-limit.js'

test('without options there are defaults', () => {
  expect(readOptions({})).toMatchObject({
    dataDir: resolve('chat-data'),
    database: { type: 'sqlite', path: resolve('chat-data', 'chat.db') },
    origins: '*',
    rates: DEFAULT_RATES,
    limits: DEFAULT_LIMITS,
    graceMs: 10_000,
    maxMembers: Infinity,
    maxConnectionsPerAddress: 200,
    maxBufferedBytes: 4 * 1_048_576,
    trustedProxies: [],
    listRooms: true,
  })
})

test('a database is in the data directory, or where its path or its address says, or nowhere', () => {
  const read = (database?: string) =>
    readOptions({ dataDir: '/data', ...(database !== undefined && { database }) })
  expect(read().database).toEqual({ type: 'sqlite', path: join('/data', 'chat.db') })
  expect(read('x.db')).toMatchObject({
    dataDir: '/data',
    database: { type: 'sqlite', path: resolve('x.db') },
  })
  const url = 'postgres://chat:secret@db.example/chat'
  expect(read(url)).toMatchObject({ dataDir: undefined, database: { type: 'postgres', url } })
  expect(read('memory')).toMatchObject({ dataDir: undefined, database: { type: 'memory' } })
})

test('an address that is none is not repeated: there may be a password in it', () => {
  for (const database of ['postgres://u:secret@h:port/d', 'postgre://u:secret@h/d']) {
    expect(() => readOptions({ database })).toThrow(/^database must be/)
    expect(() => readOptions({ database })).not.toThrow('secret')
  }
})

test('one rate or limit changes, and the others stay', () => {
  const { rates, limits } = readOptions({
    rates: { message: { points: 1, seconds: 2 } },
    limits: { textLength: 10 },
  })
  expect(rates).toEqual({ ...DEFAULT_RATES, message: { points: 1, seconds: 2 } })
  expect(limits).toEqual({ ...DEFAULT_LIMITS, textLength: 10 })
})

test('without rates an address may have any number of connections', () => {
  expect(readOptions({ rates: 'off', maxConnectionsPerAddress: 3 }).maxConnectionsPerAddress).toBe(
    Infinity,
  )
})

test('the public address loses the slashes at its end', () => {
  expect(readOptions({ publicUrl: 'https://chat.example//' }).publicUrl).toBe(
    'https://chat.example',
  )
})

describe('a wrong option is named, with what is allowed', () => {
  test.each<[string, ChatServerOptions]>([
    ['graceMs', { graceMs: -1 }],
    ['graceMs', { graceMs: NaN }],
    // What a timer cannot wait for it does not wait for at all.
    ['graceMs', { graceMs: Infinity }],
    ['graceMs', { graceMs: 2 ** 31 }],
    ['hookOptions.timeoutMs', { hookOptions: { timeoutMs: Infinity } }],
    ['hookOptions.timeoutMs', { hookOptions: { timeoutMs: NaN } }],
    ['hookOptions.timeoutMs', { hookOptions: { timeoutMs: 0 } }],
    ['rates.password.seconds', { rates: { password: { points: 5, seconds: 30 * 86_400 } } }],
    ['limits.historyPage', { limits: { historyPage: Infinity } }],
    ['limits.historyPage', { limits: { historyPage: 1.5 } }],
    ['maxMembers', { maxMembers: 0 }],
    ['maxConnectionsPerAddress', { maxConnectionsPerAddress: 0 }],
    ['maxBufferedBytes', { maxBufferedBytes: 0 }],
    ['limits.textLength', { limits: { textLength: 0 } }],
    ['rates.message.points', { rates: { message: { points: 0, seconds: 1 } } }],
    ['rates.join.seconds', { rates: { join: { points: 1, seconds: NaN } } }],
    ['origins', { origins: ['a.example'] }],
    ['origins', { origins: ['https://a.example/'] }],
    ['origins', { origins: ['null'] }],
    ['origins', { origins: ['https://*.example'] }],
    ['trustedProxies', { trustedProxies: ['proxy.example'] }],
    ['publicUrl', { publicUrl: 'chat.example' }],
    ['publicUrl', { publicUrl: 'ftp://chat.example' }],
    ['database', { database: '' }],
    ['database', { database: 'mysql://db' }],
    ['database', { database: 'postgres:db' }],
    ['database', { database: 'postgres://chat:not#encoded@db/chat' }],
  ])('%s: %j', (name, options) => {
    expect(() => readOptions(options)).toThrow(TypeError)
    expect(() => readOptions(options)).toThrow(name)
  })
})
