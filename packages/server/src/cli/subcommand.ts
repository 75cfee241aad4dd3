import { parseFlags } from './parse-flags.js'

type Kinds = Record<string, 'string' | 'boolean'>
/** What was given for each flag. */
export type Flags<K extends Kinds> = {
  [F in keyof K]: (K[F] extends 'string' ? string : true) | undefined
}

/** Something that the operator does by a word after `chat-server`. */
export type Subcommand = {
  name: string
  /** What `--help` prints. */
  help: string
  /** Rejects with UsageError which flag is wrong, before anything is done; else with a sentence for the operator. */
  run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void>
}

export function defineSubcommand<K extends Kinds>({
  name,
  help,
  flags,
  run,
}: {
  name: string
  help: string
  flags: K
  run: (flags: Flags<K>, env: NodeJS.ProcessEnv) => Promise<void>
}): Subcommand {
  const options = Object.fromEntries(Object.entries(flags).map(([flag, type]) => [flag, { type }]))
  return {
    name,
    help,
    async run(args, env) {
      const withHelp = { ...options, help: { type: 'boolean', short: 'h' } } as const
      const given = parseFlags(args, withHelp, `chat-server ${name} --help`)
      if (given.help) process.stdout.write(help)
      else await run(given as Flags<K>, env)
    },
  }
}
