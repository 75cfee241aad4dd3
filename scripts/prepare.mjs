// Installs and builds the workspace, each only if something has changed since it was last done.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runPnpm } from './pnpm.mjs'

const installStamp = join(root, 'node_modules/.install-stamp')
const buildStamp = join(root, 'node_modules/.build-stamp')

const packages = subfolders('packages')
const manifests = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  ...[...packages, ...subfolders('examples')].map((folder) => `${folder}/package.json`),
]
const outputs = packages.map((folder) => `${folder}/dist`)

/** Makes node_modules match the lockfile. False if that failed. */
export async function install() {
  const wanted = digest(manifests)
  if (read(installStamp) === wanted) return true
  const frozen = process.env.CI ? '--frozen-lockfile' : '--no-frozen-lockfile'
  if ((await runPnpm('install', frozen, '--prefer-offline')) !== 0) return false
  writeFileSync(installStamp, digest(manifests))
  return true
}

/** Makes every dist folder match its sources. False if that failed. */
export async function build() {
  if (read(buildStamp) === digest([...sources(), ...outputs])) return true
  rmSync(buildStamp, { force: true })
  if ((await runPnpm('run', 'build')) !== 0) return false
  writeFileSync(buildStamp, digest([...sources(), ...outputs]))
  return true
}

function sources() {
  const ignored = ['dist', 'node_modules', 'test']
  const inPackages = packages.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => !ignored.includes(name))
      .map((name) => `${folder}/${name}`),
  )
  return ['tsconfig.base.json', ...manifests, ...inPackages]
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
