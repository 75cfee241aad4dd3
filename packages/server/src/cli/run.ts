import { resolve } from 'node:path'
import { HELP, readCommand, type Command } from './arguments.js'
import { createBanner } from './banner.js'
import { silenceSqliteWarning } from './silence-sqlite-warning.js'
import { SUBCOMMANDS } from './subcommands/subcommands.js'
import { UsageError } from './usage-error.js'

/** From the package's manifest, put in by the build. */
declare const PACKAGE_VERSION: string

type Serve = Extract<Command, { type: 'serve' }>

/** The `chat-server` command. Exit codes: 0 fine, 1 it could not be done, 2 called wrongly. */
export async function run(): Promise<void> {
  try {
    const [word, ...rest] = process.argv.slice(2)
    const subcommand = SUBCOMMANDS.find(({ name }) => name === word)
    if (subcommand) await subcommand.run(rest, process.env)
    else await runServer()
  } catch (error) {
    const code = error instanceof UsageError ? 2 : 1
    // Whatever a start that has failed half-way still holds open.
    process.stderr.write(`chat-server: ${toSentence(error)}\n`, () => process.exit(code))
  }
}

async function runServer(): Promise<void> {
  const command = readCommand(process.argv.slice(2), process.env)
  if (command.type === 'help') process.stdout.write(HELP)
  else if (command.type === 'version') process.stdout.write(`${PACKAGE_VERSION}\n`)
  else await serve(command)
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

function toSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `${error.message}. Choose another --port.`
  return error.message.replaceAll('\n', ' ')
}
