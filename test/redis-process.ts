import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passed } from 'node:timers/promises'
import { findFreePort } from './free-port.ts'

// Waits for its input to end, as it does when whoever started it is gone, however that came about.
const GUARDIAN = 'trap "" INT TERM; "$0" "$@" & read -r _; kill -KILL $!'

/** A real Redis on a free port, that keeps nothing on disk and is gone with this process. */
export class RedisProcess {
  readonly port: number
  readonly #program: string
  readonly #directory: string
  #guardian: ChildProcess | undefined

  private constructor(program: string, directory: string, port: number) {
    this.port = port
    this.#program = program
    this.#directory = directory
  }

  /** Resolves when it answers. */
  static async start(program: string): Promise<RedisProcess> {
    const directory = await mkdtemp(join(tmpdir(), 'chat-redis-'))
    const redis = new RedisProcess(program, directory, await findFreePort())
    await redis.start()
    return redis
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  /** Its process. Needs Linux. */
  get pid(): number {
    const guardian = this.#guardian?.pid
    if (guardian === undefined) throw new Error('Redis does not run.')
    return Number(readFileSync(`/proc/${guardian}/task/${guardian}/children`, 'utf8').split(' ')[0])
  }

  /** Starts it again, on its port, empty. */
  async start(): Promise<void> {
    const flags = { port: this.port, bind: '127.0.0.1', dir: this.#directory, save: '' }
    const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)])
    const command = ['-c', GUARDIAN, this.#program, ...args]
    this.#guardian = spawn('sh', command, { stdio: ['pipe', 'ignore', 'ignore'] })
    while (!(await this.#answers())) await passed(10)
  }

  /** As a power cut does it: all that it held is gone. */
  async kill(): Promise<void> {
    const guardian = this.#guardian
    if (!guardian) return
    this.#guardian = undefined
    const gone = once(guardian, 'exit')
    guardian.stdin?.end()
    await gone
  }

  /** From now on it answers nothing, and every connection stays open. Needs Linux. */
  freeze(): void {
    process.kill(this.pid, 'SIGSTOP')
  }

  thaw(): void {
    process.kill(this.pid, 'SIGCONT')
  }

  /** Ends it and removes its data. */
  async dispose(): Promise<void> {
    await this.kill()
    await rm(this.#directory, { recursive: true, force: true })
  }

  async #answers(): Promise<boolean> {
    const socket = connect(this.port, '127.0.0.1')
    socket.on('connect', () => socket.write('PING\r\n'))
    const isThere = await Promise.race([
      once(socket, 'data').then(
        () => true,
        () => false,
      ),
      once(socket, 'close').then(
        () => false,
        () => false,
      ),
    ])
    socket.destroy()
    return isThere
  }
}
