import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readCommand } from './arguments.js'
import { UsageError } from './usage-error.js'

const folder = mkdtempSync(join(tmpdir(), 'chat-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const pem = generateKeyPairSync('ed25519')
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString()
const keyFile = join(folder, 'site.pem')
writeFileSync(keyFile, pem)

const audience = ['--identity-audience', 'https://chat.example']
const shared = { CHAT_IDENTITY_KEY: 'the key of a site, by its words' }

function readIdentity(args: string[], env: NodeJS.ProcessEnv = {}) {
  const command = readCommand(args, env)
  return command.type === 'serve' ? command.options.identity : undefined
}

test('without a key there are no identities', () => {
  expect(readIdentity([])).toBeUndefined()
})

test('keys, audience and issuer are read from flags and variables', () => {
  const env = { CHAT_IDENTITY_KEY: 'the-key-of-a-site-1\nthe-key-of-a-site-2' }
  expect(readIdentity(['--public-url', 'https://chat.example'], env)).toEqual({
    key: ['the-key-of-a-site-1', 'the-key-of-a-site-2'],
  })
  const flags = ['--identity-key-file', keyFile, '--identity-audience', 'a, b']
  expect(readIdentity(flags, { CHAT_IDENTITY_ISSUER: 'site' })).toEqual({
    publicKey: pem,
    audience: ['a', 'b'],
    issuer: 'site',
  })
  expect(readIdentity(['--identity-jwks', 'https://a.example/jwks', ...audience])).toEqual({
    jwksUrl: 'https://a.example/jwks',
    audience: ['https://chat.example'],
  })
})

test.each<[string, string[], NodeJS.ProcessEnv, RegExp]>([
  ['an audience without a key', audience, {}, /^--identity-audience is of no use/],
  [
    'no audience',
    ['--identity-jwks', 'https://a.example'],
    {},
    /^--identity-audience .*--public-url/,
  ],
  ['a short key', audience, { CHAT_IDENTITY_KEY: 'short' }, /^CHAT_IDENTITY_KEY .*16 characters/],
  ['an empty key', audience, { CHAT_IDENTITY_KEY: ' ' }, /^CHAT_IDENTITY_KEY .*16 characters/],
  [
    'two kinds of keys',
    ['--identity-jwks', 'https://a.example', ...audience],
    { CHAT_IDENTITY_KEY: 'the-key-of-a-site-1' },
    /^Give one of CHAT_IDENTITY_KEY/,
  ],
  ['no file', ['--identity-key-file', join(folder, 'no'), ...audience], {}, /^--identity-key-file/],
  ['no address', ['--identity-jwks', 'jwks', ...audience], {}, /^--identity-jwks must be/],
])('%s is a wrong call', (_, args, env, message) => {
  expect(() => readIdentity(args, env)).toThrow(UsageError)
  expect(() => readIdentity(args, env)).toThrow(message)
})

test('a shared key of several words is several keys, and a short word is none', () => {
  expect(() => readIdentity(audience, shared)).toThrow(/16 characters/)
})
