import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** A core each, so that the two do not disturb each other. */
const CORES = { generator: 0, server: 1 }

export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0

/** The command, kept to the core of its part where the system can do that. */
export function pinned(part: keyof typeof CORES, command: readonly string[]): [string, string[]] {
  const [file = '', ...args] = canPin ? ['taskset', '-c', String(CORES[part]), ...command] : command
  return [file, args]
}
