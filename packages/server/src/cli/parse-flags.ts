import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { UsageError } from './usage-error.js'

/** The flags of a command as they were given. @throws UsageError which is wrong, and where to read more */
export function parseFlags<O extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: O,
  help: string,
) {
  try {
    return parseArgs({ args: [...args], strict: true, allowPositionals: false, options }).values
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    // Node ends some of its sentences with a full stop, and others not.
    const sentence = reason.replaceAll('\n', ' ').replace(/\.?$/, '.')
    throw new UsageError(`${sentence} See ${help}.`)
  }
}
