import { ACTING_FLAGS, ACTING_HELP, readActingFlags } from '../acting-flags.js'
import { DATABASE_HELP } from '../database-flags.js'
import { onDatabase } from '../on-database.js'
import { defineSubcommand } from '../subcommand.js'
import { readFor, readRoom, readUser } from '../target-flags.js'

export const ban = defineSubcommand({
  name: 'ban',
  help: `Usage: chat-server ban --room <name> --user <id>

Keeps somebody out of a room, also under a new identity. A running server puts them out within 5
seconds. Ids of users stand in /admin, and in what chat-server export writes; one that begins with
a - is given as --user=-….

  --room <name>          the room
  --user <id>            whom
  --for <duration>       how long: 15m, 12h, 10y at most; else until chat-server unban
  --everywhere           out of every room of the server
  --erase                what they wrote in the room is deleted too
${ACTING_HELP}

${DATABASE_HELP}`,
  flags: {
    ...ACTING_FLAGS,
    ...{ room: 'string', user: 'string', for: 'string' },
    ...{ everywhere: 'boolean', erase: 'boolean' },
  },
  async run(flags, env) {
    const room = readRoom(flags.room)
    const user = readUser(flags.user)
    const seconds = readFor(flags.for, { min: '1s', max: '10y' })
    const { database, reason } = readActingFlags(flags, env)
    await onDatabase(database, (server) =>
      server.moderate(
        room,
        {
          ...{ type: 'ban', user },
          ...(seconds !== undefined && { seconds }),
          ...(flags.everywhere && { everywhere: true }),
          ...(flags.erase && { erase: true }),
        },
        { ...(reason !== undefined && { reason }) },
      ),
    )
    const place = flags.everywhere ? 'every room' : room
    process.stdout.write(`Banned from ${place}. A running server follows within 5 seconds.\n`)
  },
})
