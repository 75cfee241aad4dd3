import { resolve } from 'node:path'
import { HELP, readCommand, type Command } from './arguments.js'
import { createBanner } from './banner.js'
import { MIGRATE_HELP } from './migrate-arguments.js'
import { Progress } from './progress.js'
import { silenceSqliteWarning } from './silence-sqlite-warning.js'
import { UsageError } from './usage-error.js'

/** From the package's manifest, put in by the build. */
declare const PACKAGE_VERSION: string

type Serve = Extract<Command, { type: 'serve' }>
type Migrate = Extract<Command, { type: 'migrate' }>

/** The `chat-server` command. Exit codes: 0 fine, 1 the server could not start, 2 called wrongly. */
export async function run(): Promise<void> {
  try {
    const command = readCommand(process.argv.slice(2), process.env)
    if (command.type === 'help') process.stdout.write(HELP)
    else if (command.type === 'version') process.stdout.write(`${PACKAGE_VERSION}\n`)
    else if (command.type === 'migrate-help') process.stdout.write(MIGRATE_HELP)
    else if (command.type === 'migrate') await migrateData(command)
    else await serve(command)
  } catch (error) {
    process.stderr.write(`chat-server: ${toSentence(error)}\n`)
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}

async function serve({ port, host, options }: Serve): Promise<void> {
  silenceSqliteWarning()
  // Imported only now: the warning comes with the import.
  const { createChatServer } = await import('../chat-server.js')
  const server = createChatServer(options)

  let isStopping = false
  const stop = () => {
    if (isStopping) process.exit(1)
    isStopping = true
    // Whatever still holds the process, what was accepted is stored by then.
    void server.close().finally(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  try {
    const { url } = await server.listen({ port, host })
    const { publicUrl, database, dataDir = '' } = options
    process.stdout.write(createBanner({ url, publicUrl, database, dataDir: resolve(dataDir) }))
  } catch (error) {
    await server.close()
    throw error
  }
}

async function migrateData(command: Migrate): Promise<void> {
  silenceSqliteWarning()
  const { migrate } = await import('../migrate.js')
  const progress = new Progress({
    isTerminal: process.stdout.isTTY,
    write: (text) => process.stdout.write(text),
  })
  try {
    const onProgress = progress.show.bind(progress)
    const { rows, sha256, isSecretMoved } = await migrate({ ...command, onProgress })
    progress.end()
    const counts = Object.entries(rows)
      .filter(([name, count]) => count > 0 || name === 'rooms')
      .map(([name, count]) => `${count} ${name.replace('_', ' ')}`)
    process.stdout.write(`
Copied ${counts.join(', ')}; read back and compared: the same, SHA-256 ${sha256}.
The secret that signs the tokens of visitors is ${isSecretMoved ? 'in the database now' : 'the one in CHAT_SECRET: give it to the new server too'}.
Start the server with the new address as CHAT_DATABASE.
`)
  } catch (error) {
    progress.end()
    throw error
  }
}

function toSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `${error.message}. Choose another --port.`
  return error.message.replaceAll('\n', ' ')
}
