import { isPostgresUrl } from '../../options/database-options.js'
import { Progress } from '../progress.js'
import { silenceSqliteWarning } from '../silence-sqlite-warning.js'
import { defineSubcommand } from '../subcommand.js'
import { UsageError } from '../usage-error.js'

export const migrate = defineSubcommand({
  name: 'migrate',
  help: `Usage: chat-server migrate --from <directory or file> --to <url>

Copies all rooms and their logs from SQLite to PostgreSQL, reads both again to compare them, and
moves the secret with them, so that visitors stay who they are. Stop the server first. What was
interrupted goes on when it is called again; the source is only read.

  --from <where>         the data directory, or a path to the SQLite database
  --to <url>             postgres://user:password@host/database, an empty database; better given
                         as CHAT_DATABASE: other users of the machine see flags
  --data <directory>     where the secret is, if not beside the database
  --help                 this text
`,
  flags: { from: 'string', to: 'string', data: 'string' },
  async run(flags, env) {
    const { from, data: dataDir } = flags
    if (!from) throw new UsageError('--from must be a data directory or an SQLite database.')
    const to = flags.to ?? env['CHAT_DATABASE']
    // The value stays out of the message: there may be a password in it.
    if (to === undefined || !isPostgresUrl(to)) {
      throw new UsageError('--to must be postgres://user:password@host/database.')
    }
    const hasSecret = env['CHAT_SECRET'] !== undefined
    silenceSqliteWarning()
    const { migrate: move } = await import('../../migrate.js')
    const progress = new Progress({
      isTerminal: process.stdout.isTTY,
      write: (text) => process.stdout.write(text),
    })
    const onProgress = progress.show.bind(progress)
    const { rows, sha256, isSecretMoved } = await move({
      from,
      to,
      dataDir,
      hasSecret,
      onProgress,
    }).finally(() => progress.end())
    const counts = Object.entries(rows)
      .filter(([table, count]) => count > 0 || table === 'rooms')
      .map(([table, count]) => `${count} ${table.replace('_', ' ')}`)
    process.stdout.write(`
Copied ${counts.join(', ')}; read back and compared: the same, SHA-256 ${sha256}.
The secret that signs the tokens of visitors is ${isSecretMoved ? 'in the database now' : 'the one in CHAT_SECRET: give it to the new server too'}.
Start the server with the new address as CHAT_DATABASE.
`)
  },
})
