import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readKeptSecret } from './identity/signing-secret.js'
import { copyStore, type CopyProgress, type CopyReport } from './store/copy/copy-store.js'

export type MigrationOptions = {
  /** A data directory, or an SQLite database. */
  from: string
  /** The address of a PostgreSQL database. */
  to: string
  /** Where the secret is kept that signs resume tokens. Default: beside the database. */
  dataDir?: string | undefined
  /** That the secret is configured, and need not be found. */
  hasSecret: boolean
  onProgress: (progress: CopyProgress) => void
}

/** Moves a server from SQLite to PostgreSQL, with its secret. Rejects with a sentence for the operator. */
export async function migrate(
  options: MigrationOptions,
): Promise<CopyReport & { isSecretMoved: boolean }> {
  const { from, to, onProgress } = options
  const isDirectory = statSync(from, { throwIfNoEntry: false })?.isDirectory()
  const path = isDirectory ? join(from, 'chat.db') : from
  const secretPath = join(options.dataDir ?? dirname(path), 'secret')
  // One that is kept in the directory as well signs nothing.
  const secret = options.hasSecret ? undefined : await readKeptSecret(secretPath)
  if (secret === undefined && !options.hasSecret) {
    throw new Error(
      `There is no secret at ${secretPath}, and without it every visitor would become somebody new. Name its directory with --data, or set CHAT_SECRET.`,
    )
  }
  const report = await copyStore({ path, url: to, secret, onProgress })
  return { ...report, isSecretMoved: secret !== undefined }
}
