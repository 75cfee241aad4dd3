// `npm start`: install, build, and run the server on a SQLite file in ./chat-data.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build, install } from './prepare.mjs'
import { root } from './pnpm.mjs'

if (!(await install()) || !(await build())) process.exit(1)

const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
const server = join(root, 'packages/server/dist/cli/main.js')
const hasDataOption = process.argv.some((argument) => /^--data(=|$)/.test(argument))
const data = hasDataOption || process.env.CHAT_DATA ? [] : ['--data', join(root, 'chat-data')]

const child = spawn(node, [server, ...data, ...process.argv.slice(2)], { stdio: 'inherit' })

// A terminal sends Ctrl-C to the server as well: passing it on would ask the server twice.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
process.on('SIGTERM', () => child.kill('SIGTERM'))

// The shell between npm and this process dies of a SIGTERM without passing it on.
const parent = process.ppid
setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 250).unref()

child.once('error', (error) => {
  console.error(`The server could not be started: ${error.message}`)
  process.exit(1)
})
child.once('exit', (code) => process.exit(code ?? 1))
