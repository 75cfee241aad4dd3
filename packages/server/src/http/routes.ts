import type { Logger } from 'pino'
import type { Presence } from '../presence/presence.js'
import type { Store } from '../store/store.js'
import type { Origins } from '../transport/origins.js'

/** What the HTTP routes work with. */
export type Routes = {
  store: Store
  presence: Presence
  logger: Logger
  origins: Origins
  listRooms: boolean
  publicUrl: string | undefined
}
