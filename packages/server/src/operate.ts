import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { createChatServer, type ChatServer } from './chat-server.js'
import { createStore } from './create-store.js'
import { readKeptSecret } from './identity/signing-secret.js'
import type { ChatServerOptions } from './options.js'
import { readDatabase } from './options/database-options.js'

export type OperateOptions = Pick<
  ChatServerOptions,
  'publicUrl' | 'redis' | 'secret' | 'webhooks'
> & {
  dataDir: string
  /** As for the server; in memory there is nothing to find. */
  database: string
  /** That something is signed, which only the server's own secret does. */
  needsSecret?: true
}

/**
 * Does something to the database of a server, beside the server or without it, as one more process that shares it and
 * that nobody connects to. Rejects with a sentence for the operator.
 */
export async function operate<T>(
  { needsSecret, ...options }: OperateOptions,
  work: (server: ChatServer) => Promise<T>,
): Promise<T> {
  const database = readDatabase(options.database, options.dataDir)
  if (database.type === 'sqlite' && !existsSync(database.path)) {
    throw new Error(`There is no database at ${database.path}.`)
  }
  const secret = needsSecret ? await findSecret(options) : randomBytes(32).toString('base64url')
  const server = createChatServer({
    ...options,
    ...(secret !== undefined && { secret }),
    logLevel: 'warn',
  })
  try {
    await server.start()
    return await work(server)
  } finally {
    await server.close()
  }
}

/** The server's own: given, or kept beside the database or in it. None is made. */
async function findSecret({ database: name, dataDir, secret }: OperateOptions): Promise<string> {
  if (secret !== undefined) return secret
  const database = readDatabase(name, dataDir)
  if (database.type === 'sqlite') {
    const path = join(dataDir, 'secret')
    const kept = await readKeptSecret(path)
    if (kept !== undefined) return kept
    throw new Error(
      `There is no secret at ${path}. Name the server's directory with --data, or set CHAT_SECRET as for the server.`,
    )
  }
  const store = await createStore({ database, logger: pino({ level: 'silent' }) })
  try {
    await store.open()
    const [row] = await store.sql.read('SELECT secret FROM store')
    if (typeof row?.['secret'] === 'string') return row['secret']
  } finally {
    // Else its connections would keep the command from ending.
    await store.close()
  }
  throw new Error(
    'The database keeps no secret: the server has one of its own. Set CHAT_SECRET as for the server.',
  )
}
