// Finds the PostgreSQL that the tests run, and installs Debian's where that is possible.
import { globSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { findProgram, installDebianPackages } from './debian-packages.mjs'

/** The folder of PostgreSQL's programs, or undefined where none are to be had. */
export async function ensurePostgres() {
  const found = findPostgres()
  if (found) return found
  return (await installDebianPackages('postgresql')) ? findPostgres() : undefined
}

function findPostgres() {
  // Debian keeps the programs of a server, but for the clients, out of the path.
  const elsewhere = globSync('/usr/lib/postgresql/*/bin/initdb')
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .reverse()
  const initdb = findProgram(['initdb'], elsewhere)
  // What is on the path may be a link to it; the other programs stand beside the program itself.
  return initdb && dirname(realpathSync(initdb))
}
