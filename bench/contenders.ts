import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Contender } from './contender.ts'

const root = join(import.meta.dirname, '..')
const cli = join(root, 'packages/server/dist/cli/main.js')
const baseline = (file: string) => join(import.meta.dirname, 'baselines', file)
const python = '/usr/bin/python3'

const node = (...args: string[]) => [
  process.execPath,
  '--disable-warning=ExperimentalWarning',
  '--import',
  join(import.meta.dirname, 'collect-on-signal.js'),
  ...args,
]

export const chat: Contender = {
  name: 'chat',
  title: 'this server, stored durably',
  dialect: 'chat',
  command: (port, folder) => [
    ...node(cli, '--port', String(port), '--host', '127.0.0.1', '--data', folder),
    ...['--database', 'sqlite', '--rate-limits', 'off', '--log-level', 'silent'],
  ],
  missing: () => (existsSync(cli) ? undefined : 'build it first: pnpm build'),
}

export const socketIo: Contender = {
  name: 'socket.io',
  title: 'bare Socket.IO, nothing stored',
  dialect: 'socket.io',
  command: (port) => node(baseline('socket-io.ts'), String(port)),
}

export const socketIoSqlite: Contender = {
  name: 'socket.io-sqlite',
  title: 'bare Socket.IO, a commit a message',
  dialect: 'socket.io',
  command: (port, folder) => node(baseline('socket-io.ts'), String(port), join(folder, 'log.db')),
}

export const rawWs: Contender = {
  name: 'ws',
  title: 'raw ws, a frame a message, nothing stored',
  dialect: 'ws',
  command: (port) => node(baseline('ws.ts'), String(port)),
}

/** The least that a server of Node can do which keeps what it shows. */
export const rawWsFile: Contender = {
  name: 'ws-file',
  title: 'raw ws, on disk before it is sent',
  dialect: 'ws',
  command: (port, folder) => node(baseline('ws.ts'), String(port), join(folder, 'log.jsonl')),
}

export const fastApi: Contender = {
  name: 'python',
  title: 'FastAPI + python-socketio, nothing stored',
  dialect: 'socket.io',
  command: (port) => [python, baseline('fastapi_socketio.py'), String(port)],
  missing: () =>
    spawnSync(python, ['-c', 'import fastapi, socketio, uvicorn, websockets']).status === 0
      ? undefined
      : 'apt-get install python3-fastapi python3-socketio uvicorn python3-websockets python3-uvloop',
}
