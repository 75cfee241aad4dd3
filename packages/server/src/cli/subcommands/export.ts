import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { writeWhole } from '../../whole-file.js'
import { DATABASE_FLAGS, DATABASE_HELP, readDatabaseFlags } from '../database-flags.js'
import { onDatabase } from '../on-database.js'
import { printLines } from '../print-lines.js'
import { Progress } from '../progress.js'
import { defineSubcommand } from '../subcommand.js'
import { readRoom, readUser } from '../target-flags.js'
import { UsageError } from '../usage-error.js'

export const exportMessages = defineSubcommand({
  name: 'export',
  help: `Usage: chat-server export --room <name> | --user <id>

Writes messages as JSON Lines, one a line with its room, in order: those of a room, of a user in
all rooms, or with both flags of a user in a room. Memory does not grow with the log.

  --room <name>          the room
  --user <id>            who wrote them; what of theirs waits for a moderator comes last
  --output <file>        where to, a file that is not there yet              (standard output)

${DATABASE_HELP}`,
  flags: { ...DATABASE_FLAGS, room: 'string', user: 'string', output: 'string' },
  async run(flags, env) {
    const room = flags.room === undefined ? undefined : readRoom(flags.room)
    const user = flags.user === undefined ? undefined : readUser(flags.user)
    const what = room === undefined ? user !== undefined && { user } : { room, user }
    if (!what) throw new UsageError('--room or --user must be given, or both.')
    const { output } = flags
    const isShown = process.stderr.isTTY && (output !== undefined || !process.stdout.isTTY)
    const write = (text: string) => void (isShown && process.stderr.write(text))
    const progress = new Progress({ isTerminal: true, write })
    try {
      await onDatabase(readDatabaseFlags(flags, env), async (server) => {
        const lines = server.export(what, { onProgress: progress.show.bind(progress) })
        if (output === undefined) await printLines(lines)
        else {
          await writeWhole(output, (draft) => pipeline(lines, createWriteStream(draft)))
        }
      })
    } finally {
      progress.end()
    }
  },
})
