// Finds the Redis that the tests run, and installs Debian's where that is possible.
import { findProgram, installDebianPackages } from './debian-packages.mjs'

const names = ['redis-server', 'valkey-server']

/** The path of a Redis server, or undefined where none is to be had. */
export async function ensureRedis() {
  const found = process.env.REDIS_SERVER_PATH ?? findProgram(names)
  if (found) return found
  return (await installDebianPackages('redis-server')) ? findProgram(names) : undefined
}
