import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { appendFile, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findFreePort } from './free-port.ts'

const execute = promisify(execFile)

const USER = 'chat'
/** With characters that an address must encode, and that no message may repeat. */
const PASSWORD = 'pa:ss/w@rd'

// Waits for its input to end, as it does when whoever started it is gone, however that came about; frozen or not.
const GUARDIAN = `read -r _
kill -CONT "$(head -n 1 "$1/data/postmaster.pid")"
"$0/pg_ctl" -D "$1/data" -m immediate -s stop
rm -rf "$1"`

/** A real PostgreSQL on a free port, that is gone with this process. */
export class PostgresProcess {
  readonly port: number
  readonly #programs: string
  readonly #directory: string
  readonly #data: string
  readonly #guardian: ChildProcess
  readonly #isDurable: boolean

  private constructor(
    programs: string,
    directory: string,
    { port, isDurable }: { port: number; isDurable: boolean },
  ) {
    this.port = port
    this.#isDurable = isDurable
    this.#programs = programs
    this.#directory = directory
    this.#data = join(directory, 'data')
    this.#guardian = spawn('sh', ['-c', GUARDIAN, programs, directory], {
      stdio: ['pipe', 'ignore', 'ignore'],
      // What a terminal sends to all, as with Ctrl+C, would end it before its work.
      detached: true,
      ...owner(),
    })
  }

  /**
   * Resolves when it takes connections. `programs` is the folder of `initdb` and `pg_ctl`. Unless `isDurable`, commits do not
   * wait for the disk: what kills a process leaves the kernel, which writes in its own time.
   */
  static async start(programs: string, { isDurable = false } = {}): Promise<PostgresProcess> {
    const directory = await mkdtemp(join(tmpdir(), 'chat-postgres-'))
    const passwordFile = join(directory, 'password')
    await writeFile(passwordFile, PASSWORD)
    const { uid, gid } = owner()
    if (uid !== undefined && gid !== undefined) {
      for (const path of [directory, passwordFile]) await chown(path, uid, gid)
    }
    const flags = ['--username', USER, '--pwfile', passwordFile, '--auth', 'scram-sha-256']
    const locale = ['--encoding', 'UTF8', '--no-locale']
    const postgres = new PostgresProcess(programs, directory, {
      port: await findFreePort(),
      isDurable,
    })
    const initdb = ['-D', postgres.#data, '--no-sync', ...flags, ...locale]
    await execute(join(programs, 'initdb'), initdb, { cwd: '/', ...owner() })
    await postgres.start()
    return postgres
  }

  /** A standby that follows this one: every commit here waits from now on until it is there as well. */
  async startStandby(): Promise<PostgresProcess> {
    const directory = await mkdtemp(join(tmpdir(), 'chat-postgres-'))
    const { uid, gid } = owner()
    if (uid !== undefined && gid !== undefined) await chown(directory, uid, gid)
    const standby = new PostgresProcess(this.#programs, directory, {
      port: await findFreePort(),
      isDurable: this.#isDurable,
    })
    const from = ['-d', this.urlOf('postgres'), '--write-recovery-conf', '--checkpoint', 'fast']
    const copy = ['-D', standby.#data, '--no-sync', ...from]
    await execute(join(this.#programs, 'pg_basebackup'), copy, { cwd: '/', ...owner() })
    await standby.start()
    const line = "synchronous_standby_names = '*'\n"
    await appendFile(join(this.#data, 'postgresql.conf'), line)
    await this.#control('reload')
    return standby
  }

  /** A standby takes writes from now on. */
  promote(): Promise<void> {
    return this.#control('promote')
  }

  /** The address of one of its databases. */
  urlOf(database: string, port = this.port): string {
    return `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`
  }

  /** The password in its address, as it must not be seen. */
  get password(): string {
    return PASSWORD
  }

  /** All processes that it consists of now. Needs Linux. */
  get pids(): number[] {
    const [first = ''] = readFileSync(join(this.#data, 'postmaster.pid'), 'utf8').split('\n')
    const children = readFileSync(`/proc/${first}/task/${first}/children`, 'utf8').trim()
    return [first, ...children.split(' ')].filter((pid) => pid !== '').map(Number)
  }

  /** Starts it again, on its port, with its data. */
  async start(): Promise<void> {
    const settings = [
      ...['-p', this.port, '-h', '127.0.0.1', '-k', `"${this.#directory}"`],
      ...['-c', `fsync=${this.#isDurable ? 'on' : 'off'}`, '-c', 'max_connections=200'],
    ].join(' ')
    await this.#control('start', '-l', join(this.#directory, 'log'), '-o', settings)
  }

  /** As an operator does it: connections end in good order. */
  stop(): Promise<void> {
    return this.#control('stop', '-m', 'fast')
  }

  /** As a power cut does it: in the middle of whatever was going on. */
  kill(): Promise<void> {
    return this.#control('stop', '-m', 'immediate')
  }

  /** From now on nothing of it moves, and every connection stays open. Needs Linux. */
  freeze(): void {
    for (const pid of this.pids) process.kill(pid, 'SIGSTOP')
  }

  thaw(): void {
    for (const pid of this.pids) process.kill(pid, 'SIGCONT')
  }

  /** Ends it and removes its data. */
  async dispose(): Promise<void> {
    const gone = once(this.#guardian, 'exit')
    this.#guardian.stdin?.end()
    await gone
    await rm(this.#directory, { recursive: true, force: true })
  }

  async #control(...args: string[]): Promise<void> {
    const all = ['-D', this.#data, '-s', '-w', ...args]
    const child = spawn(join(this.#programs, 'pg_ctl'), all, {
      stdio: 'ignore',
      cwd: '/',
      // It gives up after a minute by itself.
      env: { ...process.env, PGCTLTIMEOUT: '180' },
      ...owner(),
    })
    const [code] = (await once(child, 'exit')) as [number | null]
    if (code !== 0) throw new Error(`pg_ctl ${args[0]} ended with ${code}.`)
  }
}

/** PostgreSQL refuses to run as root: Debian makes a user for it. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}
