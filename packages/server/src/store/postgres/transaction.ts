import { DatabaseError, type Pool, type PoolClient } from 'pg'

/** A standby, as a server is after it has lost its role to another. */
const READ_ONLY = '25006'
/** Serialization failure, deadlock, and a room that another process made at the same moment. */
const TURN_LOST = ['40001', '40P01', '23505']
const MAX_ATTEMPTS = 8

/** Runs `work` in a transaction: all of it or nothing, and again where another process got in between. */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptTransaction(pool, work)
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !TURN_LOST.includes(codeOf(error))) throw error
    }
  }
}

async function attemptTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    client.release(!(await rollBack(client, error)))
    throw error
  }
}

/** Whether the connection can be used again. What it is not sure of, the server rolls back as it is closed. */
async function rollBack(client: PoolClient, error: unknown): Promise<boolean> {
  if (!(error instanceof DatabaseError) || error.code === READ_ONLY) return false
  try {
    await client.query('ROLLBACK')
    return true
  } catch {
    return false
  }
}

function codeOf(error: unknown): string {
  return error instanceof DatabaseError ? (error.code ?? '') : ''
}
