import { DEFAULT_LIMITS } from '@chat/protocol'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readOptions, type ChatServerOptions } from './options.js'
import { DEFAULT_RATES } from './rate-limit/rate-limit.js'

test('without options there are defaults', () => {
  expect(readOptions({})).toMatchObject({
    dataDir: resolve('chat-data'),
    databasePath: resolve('chat-data', 'chat.db'),
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

test('a database is in the data directory, or where its path says, or nowhere', () => {
  expect(readOptions({ dataDir: '/data' }).databasePath).toBe(join('/data', 'chat.db'))
  expect(readOptions({ dataDir: '/data', database: 'x.db' }).databasePath).toBe(resolve('x.db'))
  expect(readOptions({ dataDir: '/data', database: 'memory' })).toMatchObject({
    dataDir: undefined,
    databasePath: undefined,
  })
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
    ['PostgreSQL', { database: 'postgres://db' }],
  ])('%s: %j', (name, options) => {
    expect(() => readOptions(options)).toThrow(TypeError)
    expect(() => readOptions(options)).toThrow(name)
  })
})
