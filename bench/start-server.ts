import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as elapsed } from 'node:timers/promises'
import type { Contender } from './contender.ts'
import type { Target } from './load/job.ts'
import { pinned } from './pinned.ts'

const START_SECONDS = 30

export type RunningServer = { target: Target; stop: () => Promise<void> }

/** Starts the contender on a free port and waits until it listens. */
export async function startServer(contender: Contender, folder: string): Promise<RunningServer> {
  const port = await freePort()
  const [file, args] = pinned('server', contender.command(port, folder))
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(child, 'exit')
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  // `taskset` becomes the program it starts: the process keeps its id.
  const { pid } = child
  if (pid === undefined) throw new Error(`${contender.title} does not start: ${file} not found.`)

  const deadline = performance.now() + START_SECONDS * 1000
  while (!(await isListening(port))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      kill()
      throw new Error(`${contender.title} does not start.`)
    }
    await elapsed(50)
  }
  return {
    target: { port, pid, dialect: contender.dialect },
    stop: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(kill, 10_000)
      await ended
      clearTimeout(timer)
      process.off('exit', kill)
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port.')
  return address.port
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const answer = (value: boolean) => {
      socket.destroy()
      resolve(value)
    }
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
  })
}
