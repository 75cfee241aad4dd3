import type { ChatServer } from '../../chat-server.js'
import { allSanctions } from '../all-sanctions.js'
import { DATABASE_FLAGS, DATABASE_HELP, readDatabaseFlags } from '../database-flags.js'
import { onDatabase } from '../on-database.js'
import { printLines } from '../print-lines.js'
import { defineSubcommand } from '../subcommand.js'
import { readRoom } from '../target-flags.js'

export const bans = defineSubcommand({
  name: 'bans',
  help: `Usage: chat-server bans [--room <name>]

Lists the mutes and bans that hold now, the latest first, a line each: mute or ban, the room (* is
the whole server), until when (- is for good), the id of the user, what they are called, by whom,
and why, with tabs between.

  --room <name>          those that hold in this room

${DATABASE_HELP}`,
  flags: { ...DATABASE_FLAGS, room: 'string' },
  async run(flags, env) {
    const room = flags.room === undefined ? undefined : readRoom(flags.room)
    await onDatabase(readDatabaseFlags(flags, env), (server) => printLines(linesOf(server, room)))
  },
})

async function* linesOf(server: ChatServer, room: string | undefined): AsyncGenerator<string> {
  for await (const sanction of allSanctions(server, room)) {
    const { type, room: of = '*', until = '-', user, by, reason = '' } = sanction
    // A reason may have several lines.
    const why = reason.replace(/\s+/g, ' ')
    yield `${[type, of, until, user.id, user.name, by.name, why].join('\t')}\n`
  }
}
