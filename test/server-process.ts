import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from './free-port.ts'

const CLI = fileURLToPath(new URL('../packages/server/dist/cli/main.js', import.meta.url))

export type ServerProcessOptions = {
  /** Flags beside `--port` and `--data`. */
  flags?: string[]
  /** Environment variables beside this process's. */
  env?: Record<string, string>
}

/** The real server, as an operator runs it: the built command in a process of its own, on a database of its own. */
export class ServerProcess {
  readonly directory: string
  readonly #flags: string[]
  readonly #env: Record<string, string>
  #child: ChildProcess | undefined
  #port: number
  #log = ''

  private constructor(directory: string, port: number, options: ServerProcessOptions) {
    this.directory = directory
    this.#port = port
    this.#flags = options.flags ?? []
    this.#env = options.env ?? {}
  }

  /** Resolves when it serves. */
  static async start(options: ServerProcessOptions = {}): Promise<ServerProcess> {
    const directory = await mkdtemp(join(tmpdir(), 'chat-test-'))
    const server = new ServerProcess(directory, await findFreePort(), options)
    await server.start()
    return server
  }

  get port(): number {
    return this.#port
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Everything it wrote to standard error, over all its lives. */
  get log(): string {
    return this.#log
  }

  /** Starts it, on the port and the data it had before. */
  async start(): Promise<void> {
    const flags = ['--port', String(this.#port), '--data', this.directory, ...this.#flags]
    const child = spawn(process.execPath, [CLI, ...flags], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.#env },
    })
    this.#child = child
    // It ends with whoever started it, also where that one fails.
    const kill = () => child.kill('SIGKILL')
    process.once('exit', kill)
    child.once('exit', () => process.off('exit', kill))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#log += text))
    this.#port = await new Promise<number>((resolve, reject) => {
      let output = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text
        const port = /ready: http:\/\/[^:]+:(\d+)/.exec(output)?.[1]
        if (port !== undefined) resolve(Number(port))
      })
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${this.#log}`)))
    })
  }

  /** As a power cut does it: SIGKILL. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** As an operator does it: SIGTERM. Resolves with the exit code. */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM')
  }

  /** From now on its disk takes nothing more: every write to a file fails. Needs Linux. */
  refuseWrites(): void {
    this.#limitFiles('1')
  }

  allowWrites(): void {
    this.#limitFiles('unlimited')
  }

  /** Ends it and removes its data. */
  async dispose(): Promise<void> {
    await this.kill()
    await rm(this.directory, { recursive: true, force: true })
  }

  // The soft limit of the size of files: a write beyond it fails, and it may be raised again.
  #limitFiles(bytes: string): void {
    if (this.pid === undefined) throw new Error('The server does not run.')
    execFileSync('prlimit', ['--pid', String(this.pid), `--fsize=${bytes}:`])
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return null
    const exited = once(child, 'exit')
    child.kill(signal)
    const [code] = (await exited) as [number | null]
    return code
  }
}
