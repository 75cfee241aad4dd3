import type { Victims } from '../faults/inflict.ts'
import type { ScheduleOptions } from '../faults/schedule.ts'
import { NginxProcess, type NginxOptions } from '../nginx-process.ts'
import { PostgresProcess } from '../postgres-process.ts'
import { RedisProcess } from '../redis-process.ts'
import { ServerProcess } from '../server-process.ts'

/** Where the programs are that a cluster consists of. */
export type ClusterPrograms = {
  /** The folder of PostgreSQL's programs. */
  postgres: string
  redis: string
  nginx: string
}

export type ClusterOptions = {
  programs: ClusterPrograms
  processes?: number
  logLevel?: string
  /** Whether PostgreSQL waits for the disk. Default: not. */
  isDurable?: boolean
  /** How nginx chooses a process. */
  balance?: NginxOptions['balance']
}

/** What an operator of several processes runs: server processes behind an nginx, over one PostgreSQL and one Redis. */
export class ClusterStage {
  readonly postgres: PostgresProcess
  readonly redis: RedisProcess
  readonly servers: readonly ServerProcess[]
  readonly nginx: NginxProcess

  private constructor(
    postgres: PostgresProcess,
    redis: RedisProcess,
    servers: readonly ServerProcess[],
    nginx: NginxProcess,
  ) {
    this.postgres = postgres
    this.redis = redis
    this.servers = servers
    this.nginx = nginx
  }

  static async start(options: ClusterOptions): Promise<ClusterStage> {
    const { programs, processes = 3, balance, logLevel = 'fatal', isDurable = false } = options
    const [postgres, redis] = await Promise.all([
      PostgresProcess.start(programs.postgres, { isDurable }),
      RedisProcess.start(programs.redis),
    ])
    const flags = [
      ...['--database', postgres.urlOf('postgres'), '--redis', redis.url],
      ...['--rate-limits', 'off', '--trust-proxy', 'loopback', '--log-level', logLevel],
    ]
    const servers = await Promise.all(
      Array.from({ length: processes }, () => ServerProcess.start({ flags })),
    )
    const nginx = await NginxProcess.start(programs.nginx, {
      ports: servers.map(({ port }) => port),
      ...(balance !== undefined && { balance }),
    })
    return new ClusterStage(postgres, redis, servers, nginx)
  }

  get url(): string {
    return this.nginx.url
  }

  get port(): number {
    return this.nginx.port
  }

  /** What a schedule of faults has to know. */
  get setting(): Pick<ScheduleOptions, 'setting' | 'servers'> {
    return { setting: 'cluster', servers: this.servers.length }
  }

  get victims(): Omit<Victims, 'proxies'> {
    const { servers, redis, postgres } = this
    return { servers, redis, postgres }
  }

  async dispose(): Promise<void> {
    await this.nginx.dispose()
    await Promise.all(this.servers.map((server) => server.dispose()))
    await this.redis.dispose()
    await this.postgres.dispose()
  }
}
