import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { folderOf, published, root, type Published } from './packages.js'

const execute = promisify(execFile)

/** What the widget has types for. */
const FRAMEWORKS = ['@types/react', 'solid-js', 'svelte', 'vue']

export interface ConsumerProject {
  readonly folder: string
  /** The archive that would be published. */
  archiveOf(name: Published): string
  remove(): Promise<void>
}

/** Packs the published packages and installs them into a new folder outside the workspace. */
export async function createConsumerProject(): Promise<ConsumerProject> {
  const folder = await mkdtemp(`${tmpdir()}/chat-consumer-`)
  const { packageManager, devDependencies } = manifestIn(root)
  const filter = `./packages/{${published.join(',')}}`
  await runTool(
    'npx',
    ['--yes', packageManager, '--filter', filter, 'pack', '--pack-destination', folder],
    root,
  )

  await cp(`${root}test/gates/consumer`, folder, { recursive: true })
  await writeFile(`${folder}/package.json`, JSON.stringify({ name: 'consumer', private: true }))
  const archives = published.map((name) => archiveIn(folder, name))
  const types = [`@types/node@${devDependencies['node']}`, ...FRAMEWORKS.map(withVersion)]
  await runTool(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', ...archives, ...types],
    folder,
  )

  return {
    folder,
    archiveOf: (name) => archiveIn(folder, name),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Runs a command to its end; where it fails, the error says all that the command printed. */
export async function runTool(command: string, args: string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await execute(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 })
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error })
  }
}

/** In the version that the workspace has. */
function withVersion(name: string): string {
  const { catalog } = parse(readFileSync(`${root}pnpm-workspace.yaml`, 'utf8')) as {
    catalog: Record<string, string>
  }
  return `${name}@${catalog[name]}`
}

function archiveIn(folder: string, name: Published): string {
  return `${folder}/chat-${name}-${manifestIn(folderOf(name)).version}.tgz`
}

interface Manifest {
  packageManager: string
  version: string
  devDependencies: Record<string, string>
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Manifest
}
