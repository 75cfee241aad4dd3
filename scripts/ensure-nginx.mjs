// Finds the nginx that the tests run, and installs Debian's where that is possible.
import { findProgram, installDebianPackages } from './debian-packages.mjs'

// Debian keeps it out of the path of those who are not root.
const elsewhere = ['/usr/sbin/nginx', '/usr/local/sbin/nginx']

/** The path of an nginx, or undefined where none is to be had. */
export async function ensureNginx() {
  const found = process.env.NGINX_PATH ?? findProgram(['nginx'], elsewhere)
  if (found) return found
  return (await installDebianPackages('nginx-light'))
    ? findProgram(['nginx'], elsewhere)
    : undefined
}
