import { ACTING_FLAGS, ACTING_HELP, readActingFlags } from '../acting-flags.js'
import { allSanctions } from '../all-sanctions.js'
import { DATABASE_HELP } from '../database-flags.js'
import { onDatabase } from '../on-database.js'
import { defineSubcommand } from '../subcommand.js'
import { readRoom, readUser } from '../target-flags.js'

export const unban = defineSubcommand({
  name: 'unban',
  help: `Usage: chat-server unban --user <id> [--room <name>]

Ends all bans of a user, or those from one room. A running server lets them in again within 5
seconds. chat-server bans lists whom there is.

  --user <id>            whom
  --room <name>          only bans from this room
${ACTING_HELP}

${DATABASE_HELP}`,
  flags: { ...ACTING_FLAGS, user: 'string', room: 'string' },
  async run(flags, env) {
    const user = readUser(flags.user)
    const room = flags.room === undefined ? undefined : readRoom(flags.room)
    const { database, reason } = readActingFlags(flags, env)
    const count = await onDatabase(database, async (server) => {
      const meant: string[] = []
      for await (const sanction of allSanctions(server, room)) {
        const isMeant = room === undefined || sanction.room === room
        if (sanction.type === 'ban' && sanction.user.id === user && isMeant) meant.push(sanction.id)
      }
      for (const id of meant) {
        await server.liftSanction(id, { ...(reason !== undefined && { reason }) })
      }
      return meant.length
    })
    if (count === 0) throw new Error('There is no such ban now.')
    const what = count === 1 ? '1 ban' : `${count} bans`
    process.stdout.write(`Lifted ${what}. A running server follows within 5 seconds.\n`)
  },
})
