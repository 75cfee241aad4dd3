import { ACTING_FLAGS, ACTING_HELP, readActingFlags } from '../acting-flags.js'
import { DATABASE_HELP } from '../database-flags.js'
import { onDatabase } from '../on-database.js'
import { Progress } from '../progress.js'
import { defineSubcommand } from '../subcommand.js'
import { readRoom, readUser } from '../target-flags.js'
import { UsageError } from '../usage-error.js'

export const erase = defineSubcommand({
  name: 'erase',
  help: `Usage: chat-server erase --user <id> | --room <name>

Erases everything of a user in all rooms, or all messages of a room, from the database and its
write-ahead log. Bans stay; docs/privacy.md says what else. What was interrupted goes on when it is
called again. Those who are in the room see it go: at once with --redis, else within 10 seconds.

  --user <id>            whose messages, reactions, reports and name
  --room <name>          the room
${ACTING_HELP}

${DATABASE_HELP}`,
  flags: { ...ACTING_FLAGS, user: 'string', room: 'string' },
  async run({ user: userFlag, room: roomFlag, ...flags }, env) {
    if ((userFlag === undefined) === (roomFlag === undefined)) {
      throw new UsageError('Either --user or --room must be given.')
    }
    const user = userFlag === undefined ? undefined : readUser(userFlag)
    const room = user === undefined ? readRoom(roomFlag) : undefined
    const { database, reason } = readActingFlags(flags, env)
    const progress = new Progress({
      isTerminal: process.stderr.isTTY,
      write: (text) => process.stderr.write(text),
    })
    const onProgress = progress.show.bind(progress)
    const acting = { onProgress, ...(reason !== undefined && { reason }) }
    const done = await onDatabase(database, async (server) => {
      if (room !== undefined) {
        await server.eraseRoom(room, acting)
        return 'Erased the room.'
      }
      const { messages, reactions } = await server.eraseUser(user ?? '', acting)
      return `Erased ${messages} messages and ${reactions} reactions, and the name.`
    }).finally(() => progress.end())
    process.stdout.write(`${done}\n`)
  },
})
