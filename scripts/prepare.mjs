// Installs and builds the workspace, each only if something has changed since it was last done.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runPnpm } from './pnpm.mjs'

const installStamp = join(root, 'node_modules/.install-stamp')
const buildStamp = join(root, 'node_modules/.build-stamp')
const examplesStamp = join(root, 'node_modules/.examples-stamp')

const packages = subfolders('packages')
const examples = subfolders('examples')
const manifests = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  ...[...packages, ...examples].map((folder) => `${folder}/package.json`),
]
const outputs = packages.map((folder) => `${folder}/dist`)
const examplesOutputs = examples.flatMap((folder) => [`${folder}/dist`, `${folder}/.next/BUILD_ID`])

/** Makes node_modules match the lockfile. False if that failed. */
export async function install() {
  const wanted = digest(manifests)
  if (read(installStamp) === wanted) return true
  const frozen = process.env.CI ? '--frozen-lockfile' : '--no-frozen-lockfile'
  if ((await runPnpm(['install', frozen, '--prefer-offline'])) !== 0) return false
  writeFileSync(installStamp, digest(manifests))
  return true
}

/** Makes every dist folder match its sources. False if that failed. */
export function build() {
  const files = () => [...sources(packages), ...outputs]
  return buildOnce(buildStamp, files, ['run', 'build'])
}

/** Builds the examples that need it, against the packages as they are built. False if that failed. */
export function buildExamples(runProgram) {
  const files = () => [...sources(examples), ...outputs, ...examplesOutputs]
  const command = ['--filter', './examples/*', 'run', 'build']
  return buildOnce(examplesStamp, files, command, runProgram)
}

async function buildOnce(stamp, files, command, runProgram) {
  if (read(stamp) === digest(files())) return true
  rmSync(stamp, { force: true })
  if ((await runPnpm(command, runProgram)) !== 0) return false
  writeFileSync(stamp, digest(files()))
  return true
}

function sources(folders) {
  const ignored = ['dist', '.next', 'node_modules', 'test']
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => !ignored.includes(name))
      .map((name) => `${folder}/${name}`),
  )
  return ['tsconfig.base.json', ...manifests, ...inFolders]
}

function subfolders(folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`)
}

/** One digest of the names and contents of these files and folders. */
function digest(paths) {
  const hash = createHash('sha256')
  for (const path of [...new Set(paths)].sort()) addTo(hash, path)
  return hash.digest('hex')
}

function addTo(hash, path) {
  const absolute = join(root, path)
  if (!existsSync(absolute)) return
  const names = namesIn(absolute)
  if (names) for (const name of names) addTo(hash, `${path}/${name}`)
  else hash.update(`${path}\0`).update(readFileSync(absolute)).update('\0')
}

function namesIn(path) {
  try {
    return readdirSync(path).sort()
  } catch {
    return undefined
  }
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
