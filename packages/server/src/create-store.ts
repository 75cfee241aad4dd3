import type { Settings } from './options.js'
import { MemoryStore } from './store/memory-store.js'
import { PostgresStore } from './store/postgres/postgres-store.js'
import { SqliteStore } from './store/sqlite/sqlite-store.js'
import type { Store } from './store/store.js'

/** The store that the operator has chosen, not open yet. */
export function createStore({ database, logger }: Pick<Settings, 'database' | 'logger'>): Store {
  switch (database.type) {
    case 'memory':
      return new MemoryStore()
    case 'sqlite':
      return new SqliteStore({ path: database.path })
    case 'postgres':
      return new PostgresStore({
        url: database.url,
        // The error alone would drag the whole connection into the log.
        onConnectionLost: ({ message }) =>
          logger.warn({ reason: message }, 'lost a connection to the database'),
      })
  }
}
