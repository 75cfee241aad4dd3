import type { ChatServer } from '../../chat-server.js'
import { DATABASE_FLAGS, DATABASE_HELP, readDatabaseFlags } from '../database-flags.js'
import { onDatabase } from '../on-database.js'
import { printLines } from '../print-lines.js'
import { defineSubcommand } from '../subcommand.js'

export const rooms = defineSubcommand({
  name: 'rooms',
  help: `Usage: chat-server rooms

Lists all rooms that something was ever written to, a line each: when that was the last time, how
many events its log has, and its name, with tabs between.

${DATABASE_HELP}`,
  flags: DATABASE_FLAGS,
  async run(flags, env) {
    await onDatabase(readDatabaseFlags(flags, env), (server) => printLines(linesOf(server)))
  },
})

async function* linesOf(server: ChatServer): AsyncGenerator<string> {
  for await (const { name, seq, lastAt } of server.rooms()) yield `${lastAt}\t${seq}\t${name}\n`
}
