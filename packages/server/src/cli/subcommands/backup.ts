import { isPostgresUrl } from '../../options/database-options.js'
import { readDatabaseFlags } from '../database-flags.js'
import { silenceSqliteWarning } from '../silence-sqlite-warning.js'
import { defineSubcommand } from '../subcommand.js'
import { UsageError } from '../usage-error.js'

export const backup = defineSubcommand({
  name: 'backup',
  help: `Usage: chat-server backup --output <file>

Copies the SQLite database, as it is at one moment, into a new file; a running server goes on
meanwhile. Keep <data>/secret with it, or every visitor becomes somebody new. For PostgreSQL, use
pg_dump.

  --output <file>        where to; a file that is there is left as it is, and nothing is done
  --data <directory>     CHAT_DATA         where the database is             (./chat-data)
  --database <where>     CHAT_DATABASE     sqlite, or a path                 (sqlite)
  --help                                   this text
`,
  flags: { output: 'string', data: 'string', database: 'string' },
  async run(flags, env) {
    const { output } = flags
    if (!output) throw new UsageError('--output must be given: a file that is to be made.')
    const { dataDir, database } = readDatabaseFlags({ ...flags, redis: undefined }, env)
    if (isPostgresUrl(database)) {
      throw new UsageError('A PostgreSQL database is backed up with pg_dump --format=custom.')
    }
    silenceSqliteWarning()
    const { backUp } = await import('../../back-up.js')
    const bytes = await backUp({ dataDir, database, to: output })
    process.stdout.write(`Copied ${bytes.toLocaleString('en')} bytes into ${output}.\n`)
  },
})
