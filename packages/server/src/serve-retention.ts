import { deleteEndedRecords } from './moderation/ended-records.js'
import { deletePastRecords } from './moderation/past-records.js'
import { SERVER_USER } from './moderation/server-user.js'
import type { Settings } from './options.js'
import { Retention } from './room/retention.js'
import type { RoomLog } from './room/room-log.js'
import { Lease } from './store/lease.js'
import type { Store } from './store/store.js'

/** How often whole tables are looked through, ms. */
const SWEEP_MS = 3_600_000

export type ServeRetentionOptions = {
  store: Store
  log: RoomLog
  settings: Settings
  /** Rows beside the logs were deleted: they are to leave the storage's journal too. */
  onDelete: () => void
  onError: (error: unknown) => void
}

/** What is old enough goes, from rooms and from the tables beside them. Begins after the first interval. */
export function serveRetention(options: ServeRetentionOptions) {
  const { store, log, settings, onDelete, onError } = options
  const { rule, everyMs } = settings.retention
  let sweptAt = -Infinity
  const retention = new Retention({
    keeping: store.keeping,
    rule,
    everyMs,
    // One that dies is missed for one round.
    lease: new Lease(store.sql, 'retention', 2 * everyMs + 5_000),
    clear: (room, upTo) => log.append({ type: 'clear', room, user: SERVER_USER, upTo }),
    deletePast: async () => {
      let count = await deletePastRecords(store.sql, rule)
      if (performance.now() - sweptAt >= SWEEP_MS) {
        count += await deleteEndedRecords(store.sql)
        sweptAt = performance.now()
      }
      if (count > 0) onDelete()
    },
    onError,
  })
  retention.open()
  return retention
}
