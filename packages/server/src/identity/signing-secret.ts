import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const MIN_LENGTH = 16

/**
 * The secret that signs resume tokens: the one given; or the one that `keep` keeps for all processes; or the one kept
 * in `directory`, readable by its owner alone; or, without any of these, one that lives as long as the process. What
 * is kept is made at first start.
 *
 * @throws TypeError where the given secret is shorter than 16 characters
 */
export async function loadSigningSecret(options: {
  secret?: string
  /** Keeps the secret that it is given, unless it has one; answers with the one it has. */
  keep?: (made: string) => Promise<string>
  directory?: string
}): Promise<Uint8Array> {
  const { secret, keep, directory } = options
  if (secret !== undefined) {
    if (secret.length < MIN_LENGTH) {
      throw new TypeError(`The secret must have at least ${MIN_LENGTH} characters.`)
    }
    return new TextEncoder().encode(secret)
  }
  if (keep) return new TextEncoder().encode(await keep(makeSecret()))
  if (directory === undefined) return randomBytes(32)
  const path = join(directory, 'secret')
  return new TextEncoder().encode(
    (await readKeptSecret(path)) ?? (await keepSecret(path, directory)),
  )
}

function makeSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** The secret that the file `path` keeps; undefined where there is none. */
export async function readKeptSecret(path: string): Promise<string | undefined> {
  try {
    const secret = (await readFile(path, 'utf8')).trim()
    if (secret.length < MIN_LENGTH) throw new Error(`The file ${path} holds no usable secret.`)
    return secret
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

// Written whole beside its place and then linked there: of two processes that start at once, the second finds the
// first one's, and nobody ever reads half a secret.
async function keepSecret(path: string, directory: string): Promise<string> {
  await mkdir(directory, { recursive: true })
  const draft = `${path}.${randomUUID()}`
  try {
    await writeFile(draft, `${makeSecret()}\n`, { mode: 0o600, flush: true })
    await link(draft, path)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
  const secret = await readKeptSecret(path)
  if (!secret) throw new Error(`The file ${path} vanished while it was being made.`)
  return secret
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
