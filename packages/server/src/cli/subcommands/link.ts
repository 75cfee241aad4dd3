import { DATABASE_FLAGS, DATABASE_HELP, readDatabaseFlags } from '../database-flags.js'
import { readUrl, toGiven } from '../given.js'
import { onDatabase } from '../on-database.js'
import { defineSubcommand } from '../subcommand.js'
import { readFor, readRoom } from '../target-flags.js'
import { UsageError } from '../usage-error.js'

export const link = defineSubcommand({
  name: 'link',
  help: `Usage: chat-server link --room <name>

Makes a link: whoever opens it moderates the room, without an account. Holds at once, in a running
server too. CHAT_SECRET must be given where the server has it.

  --room <name>          the room
  --name <text>          what the link is called in lists of links           (Moderator link)
  --for <duration>       how long it holds, from 1m to 366d                  (7d)
  --public-url <url>     CHAT_PUBLIC_URL   the address that visitors use; the link begins with it

${DATABASE_HELP}`,
  flags: {
    ...DATABASE_FLAGS,
    ...{ room: 'string', name: 'string', for: 'string', 'public-url': 'string' },
  },
  async run(flags, env) {
    const room = readRoom(flags.room)
    const expiresInS = readFor(flags.for, { min: '1m', max: '366d' })
    const { name, 'public-url': value } = flags
    const address = toGiven({ flag: 'public-url', value, variable: 'CHAT_PUBLIC_URL' }, env)
    if (!address) throw new UsageError('--public-url must be given: the link begins with it.')
    const database = { ...readDatabaseFlags(flags, env), publicUrl: readUrl(address) }
    const { url, until } = await onDatabase({ ...database, needsSecret: true }, (server) =>
      server.createModeratorLink({
        room,
        ...(name !== undefined && { name }),
        ...(expiresInS !== undefined && { expiresInS }),
      }),
    )
    process.stderr.write(`Whoever opens this moderates ${room} until ${until}:\n`)
    process.stdout.write(`${url}\n`)
  },
})
