import type { RoomSettings } from '@chat/protocol'
import type { Logger } from 'pino'
import type { Presence } from '../presence/presence.js'
import type { Administration } from './administration.js'
import type { MetricsRoute } from './metrics.js'
import type { Origins } from '../transport/origins.js'

/** What the HTTP routes work with. */
export type Routes = {
  /** Rejects with a ChatError where messages cannot be stored now. */
  ping: () => Promise<void>
  presence: Presence
  settingsOf: (room: string) => Promise<RoomSettings>
  logger: Logger
  origins: Origins
  listRooms: boolean
  publicUrl: string | undefined
  /** Undefined: not served here. */
  metrics: MetricsRoute | undefined
  administration: Administration
}
