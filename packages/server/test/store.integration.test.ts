import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { MemoryStore } from '../src/store/memory-store.js'
import { SqliteStore } from '../src/store/sqlite/sqlite-store.js'
import { describeStore } from './store-contract.js'
import { useTemporaryFolder } from './temporary-folder.js'

const folder = useTemporaryFolder()

describeStore('MemoryStore', (options) => new MemoryStore(options))
describeStore(
  'SqliteStore',
  (options) => new SqliteStore({ path: join(folder, `${randomUUID()}.db`), ...options }),
)
