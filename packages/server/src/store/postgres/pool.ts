import { Pool, types, type ClientConfig } from 'pg'

/** PostgreSQL's type of 64-bit integers: ours are counts and times, which a number holds. */
const INT8 = 20

/**
 * The planner knows how long rooms are on average, and would read a long one whole where most are short. Every
 * statement of the store has an index that gives its rows in their order: it is to use that. What reads a small table
 * whole nevertheless counts as dear without end, and would be compiled for a tenth of a second.
 */
const PLANNER = '-c enable_seqscan=off -c enable_bitmapscan=off -c jit=off'

/** How to reach the server. */
export function createConfig(url: string): ClientConfig {
  return {
    connectionString: url,
    application_name: 'chat-server',
    keepAlive: true,
    connectionTimeoutMillis: 2_000,
    types: {
      getTypeParser: (oid, format) =>
        Number(oid) === INT8 ? Number : (types.getTypeParser(oid, format) as unknown),
    },
  }
}

/**
 * Connections for the store's statements. A request that waits for a batch that fails, and then fails itself, has its
 * answer before clients give up, which they do after 10 s. `onError` is told of those that are lost while nobody uses
 * them.
 */
export function createPool(url: string, onError: (error: Error) => void): Pool {
  const address = new URL(url)
  address.searchParams.set('options', `${address.searchParams.get('options') ?? ''} ${PLANNER}`)
  const pool = new Pool({
    ...createConfig(address.href),
    max: 10,
    lock_timeout: 2_500,
    statement_timeout: 3_000,
    // Only where the server does not even say that it takes too long.
    query_timeout: 4_000,
    // A process that stands still in the middle of a transaction holds its rooms up for no longer than this.
    idle_in_transaction_session_timeout: 4_000,
  })
  pool.on('error', onError)
  // While a connection is in use, whoever uses it is told by their query; between two of them nobody would be.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
