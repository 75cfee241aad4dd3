import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import { eventually } from './eventually.js'

const CLI = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))

/** The command, and what has become of it so far. */
export type Command = {
  child: ChildProcess
  output: string
  errors: string
  code: number | null | undefined
}

export type CommandOptions = {
  env?: Record<string, string>
  cwd?: string
  /** Runs as this user of the operating system. */
  uid?: number
}

/** Runs the built command, as an operator does; gone after the test. */
export function runCommand(args: string[], { env = {}, ...options }: CommandOptions = {}): Command {
  const child = spawn(process.execPath, [CLI, ...args], { env, ...options })
  onTestFinished(() => void child.kill('SIGKILL'))
  const command: Command = { child, output: '', errors: '', code: undefined }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (command.output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (command.errors += text))
  child.once('close', (code) => (command.code = code))
  return command
}

/** Resolves once the command has ended. */
export async function exitOf(command: Command): Promise<Command> {
  await eventually(() => expect(command.code).toBeDefined())
  return command
}

/** Resolves once the server is ready, with where it is. */
export async function urlOf(command: Command): Promise<string> {
  await eventually(() => expect(command.output).toMatch(/ready: http\S+/))
  return /ready: (http\S+)\//.exec(command.output)?.[1] ?? ''
}
