import { readFileSync } from 'node:fs'
import { readIdentity, type IdentityOptions } from '../options/identity-options.js'
import { UsageError } from './usage-error.js'

export const IDENTITY_FLAGS = {
  'identity-key-file': { variable: 'CHAT_IDENTITY_KEY_FILE', fallback: undefined },
  'identity-jwks': { variable: 'CHAT_IDENTITY_JWKS', fallback: undefined },
  'identity-audience': { variable: 'CHAT_IDENTITY_AUDIENCE', fallback: undefined },
  'identity-issuer': { variable: 'CHAT_IDENTITY_ISSUER', fallback: undefined },
} as const

export const IDENTITY_HELP = `
Identities that the site signs (docs/identity.md); CHAT_IDENTITY_KEY is a key shared with it, at
least 16 characters, several separated by spaces; or its public keys are named by one of:
  --identity-key-file <path>   CHAT_IDENTITY_KEY_FILE   a PEM, a JWK or a JWK Set
  --identity-jwks <url>        CHAT_IDENTITY_JWKS       where the site publishes a JWK Set
  --identity-audience <list>   CHAT_IDENTITY_AUDIENCE   what aud must be, by comma (the public URL)
  --identity-issuer <text>     CHAT_IDENTITY_ISSUER     what iss must be             (any)
`

type Read = (flag: keyof typeof IDENTITY_FLAGS) => { value: string; source: string } | undefined

/** @throws UsageError what is wrong, and what is allowed */
export function readIdentityFlags(
  read: Read,
  env: NodeJS.ProcessEnv,
  publicUrl: string | undefined,
): { identity?: IdentityOptions } {
  const key = env['CHAT_IDENTITY_KEY']
  const file = read('identity-key-file')
  const jwks = read('identity-jwks')
  const audience = read('identity-audience')
  const issuer = read('identity-issuer')
  if (key === undefined && !file && !jwks) {
    const useless = audience ?? issuer
    if (!useless) return {}
    throw new UsageError(`${useless.source} is of no use without a key; see --help.`)
  }
  const identity: IdentityOptions = {
    ...(key !== undefined && { key: key.split(/\s+/).filter(Boolean) }),
    ...(file && { publicKey: readKeyFile(file) }),
    ...(jwks && { jwksUrl: jwks.value }),
    ...(audience && { audience: audience.value.split(',').map((one) => one.trim()) }),
    ...(issuer && { issuer: issuer.value }),
  }
  try {
    readIdentity(identity, publicUrl)
  } catch (error) {
    throw new UsageError(error instanceof Error ? toFlags(error.message) : String(error))
  }
  return { identity }
}

function readKeyFile({ value, source }: { value: string; source: string }): string {
  try {
    return readFileSync(value, 'utf8')
  } catch {
    throw new UsageError(`${source} must be a file that can be read, not "${value}".`)
  }
}

const NAMES = [
  [
    /^identity must have one of .*$/,
    'Give one of CHAT_IDENTITY_KEY, --identity-key-file and --identity-jwks.',
  ],
  ['identity.key', 'CHAT_IDENTITY_KEY'],
  ['identity.publicKey', '--identity-key-file'],
  ['identity.jwksUrl', '--identity-jwks'],
  ['identity.audience', '--identity-audience'],
  ['no publicUrl', 'no --public-url'],
] as const

/** What an option is called on the command line. */
function toFlags(message: string): string {
  return NAMES.reduce((text, [option, flag]) => text.replace(option, flag), message)
}
