import type { Subcommand } from '../subcommand.js'
import { backup } from './backup.js'
import { ban } from './ban.js'
import { bans } from './bans.js'
import { erase } from './erase.js'
import { exportMessages } from './export.js'
import { link } from './link.js'
import { migrate } from './migrate.js'
import { rooms } from './rooms.js'
import { unban } from './unban.js'

/** Everything that `chat-server` does but for running a server. */
export const SUBCOMMANDS: readonly Subcommand[] = [
  rooms,
  ban,
  unban,
  bans,
  exportMessages,
  erase,
  backup,
  link,
  migrate,
]
