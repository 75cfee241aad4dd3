import type { Client } from 'pg'
import { MIGRATIONS } from './schema.js'

/** Any number will do that is the same in all processes. */
const MIGRATION_LOCK = 4_701_889_021

/** `epoch` is what the database gives to its rooms: random, made with it. `copying`: a copy into it is not complete. */
type StoreRow = { epoch: string; copying: string | null }

/** Takes the database to the newest version, whole or not at all. */
export async function migrate(client: Client): Promise<StoreRow> {
  await client.query('BEGIN')
  // The version is read under the lock: of two servers that start at once, the second finds the work done.
  await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
  await mustBeUnicode(client)
  const version = await readVersion(client)
  if (version > MIGRATIONS.length) {
    throw new Error(
      `it has schema version ${version}, and this server knows up to ${MIGRATIONS.length}: a newer server made it`,
    )
  }
  for (const sql of MIGRATIONS.slice(version)) await client.query(sql)
  // In any case, so that a database which may only be read is found out now and not at the first message.
  const { rows } = await client.query<StoreRow>(
    'UPDATE store SET version = $1 RETURNING epoch, copying',
    [MIGRATIONS.length],
  )
  await client.query('COMMIT')
  const [store] = rows
  if (!store) throw new Error('its table store is empty; restore a backup')
  return store
}

async function readVersion(client: Client): Promise<number> {
  const { rows: tables } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('store') IS NOT NULL AS exists`,
  )
  if (!tables[0]?.exists) return 0
  const { rows } = await client.query<{ version: number }>('SELECT version FROM store')
  return rows[0]?.version ?? 0
}

async function mustBeUnicode(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('SHOW server_encoding')
  const encoding = rows[0]?.server_encoding
  if (encoding === 'UTF8') return
  throw new Error(`its encoding is ${encoding}; make it with createdb --encoding UTF8`)
}
