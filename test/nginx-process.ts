import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passed } from 'node:timers/promises'
import { findFreePort } from './free-port.ts'

export type NginxOptions = {
  /** The ports of those it balances between. */
  ports: readonly number[]
  /** A line for the `upstream` block, such as `hash $arg_x;`. Default: one after the other. */
  balance?: string
}

/** A real nginx on a free port, as a load balancer, that is gone with this process. */
export class NginxProcess {
  readonly port: number
  readonly #directory: string
  readonly #child: ChildProcess

  private constructor(port: number, directory: string, child: ChildProcess) {
    this.port = port
    this.#directory = directory
    this.#child = child
  }

  /** Resolves when it answers. */
  static async start(program: string, options: NginxOptions): Promise<NginxProcess> {
    const directory = await mkdtemp(join(tmpdir(), 'chat-nginx-'))
    const port = await findFreePort()
    const file = join(directory, 'nginx.conf')
    await writeFile(file, configurationOf(directory, port, options))
    // Its input ends when this process does, however that comes about.
    const command = '"$0" -e stderr -c "$1" & trap "" INT TERM; read -r _; kill -TERM $!; wait'
    const child = spawn('sh', ['-c', command, program, file], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    const nginx = new NginxProcess(port, directory, child)
    while (!(await isAnswering(nginx.url))) await passed(10)
    return nginx
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async dispose(): Promise<void> {
    const gone = once(this.#child, 'exit')
    this.#child.stdin?.end()
    await gone
    await rm(this.#directory, { recursive: true, force: true })
  }
}

async function isAnswering(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  )
}

function configurationOf(directory: string, port: number, options: NginxOptions): string {
  const { ports, balance = '' } = options
  const servers = ports.map((each) => `server 127.0.0.1:${each} max_fails=1 fail_timeout=1s;`)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `
daemon off;
worker_processes 1;
pid ${directory}/nginx.pid;
events { worker_connections 10000; }
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${directory}/${name};`).join('\n  ')}
  map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
  upstream chat {
    ${balance}
    ${servers.join('\n    ')}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://chat;
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_connect_timeout 2s;
      proxy_read_timeout 60s;
    }
  }
}
`
}
