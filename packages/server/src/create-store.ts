import type { Settings } from './options.js'
import { MemoryStore } from './store/memory-store.js'
import { SqliteStore } from './store/sqlite/sqlite-store.js'
import type { Store } from './store/store.js'

/** The store that the operator has chosen, not open yet. Only PostgreSQL's own loads the client of PostgreSQL. */
export async function createStore({
  database,
  logger,
}: Pick<Settings, 'database' | 'logger'>): Promise<Store> {
  switch (database.type) {
    case 'memory':
      return new MemoryStore()
    case 'sqlite':
      return new SqliteStore({ path: database.path })
    case 'postgres': {
      const { PostgresStore } = await import('./store/postgres/postgres-store.js')
      return new PostgresStore({
        url: database.url,
        // The error alone would drag the whole connection into the log.
        onConnectionLost: ({ message }) =>
          logger.warn({ reason: message }, 'lost a connection to the database'),
      })
    }
  }
}
