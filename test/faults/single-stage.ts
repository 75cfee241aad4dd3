import { ServerProcess } from '../server-process.ts'
import type { PostgresProcess } from '../postgres-process.ts'
import type { Victims } from './inflict.ts'
import type { ScheduleOptions } from './schedule.ts'

/** One server on a database of its own, as most operators run it. */
export class SingleStage {
  readonly #server: ServerProcess
  readonly #postgres: PostgresProcess | undefined

  private constructor(server: ServerProcess, postgres: PostgresProcess | undefined) {
    this.#server = server
    this.#postgres = postgres
  }

  /** Rooms are kept in a database `postgres`, or in a file. */
  static async start(postgres?: PostgresProcess): Promise<SingleStage> {
    const flags = ['--rate-limits', 'off', '--log-level', 'fatal']
    if (postgres) flags.push('--database', postgres.urlOf('postgres'))
    return new SingleStage(await ServerProcess.start({ flags }), postgres)
  }

  /** What a schedule of faults has to know. */
  get setting(): Pick<ScheduleOptions, 'setting'> {
    return { setting: this.#postgres ? 'postgres' : 'sqlite' }
  }

  get url(): string {
    return this.#server.url
  }

  get port(): number {
    return this.#server.port
  }

  get victims(): Omit<Victims, 'proxies'> {
    return { servers: [this.#server], postgres: this.#postgres }
  }

  dispose(): Promise<void> {
    return this.#server.dispose()
  }
}
