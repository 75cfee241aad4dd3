// Programs that the tests drive: where they are, and installing Debian's where that is possible.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './pnpm.mjs'

/** The path of the first of these programs that is on the PATH or, by its full name, elsewhere. */
export function findProgram(names, elsewhere = []) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...elsewhere].find((path) => existsSync(path))
}

/** Installs packages of Debian, as root on Debian. False where that cannot be done. */
export async function installDebianPackages(...packages) {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env })
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
  return (await run('apt-get', install, { env })) === 0
}
