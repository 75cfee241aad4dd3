// Finds the Firefox that the tests of other engines drive, and installs Debian's where that is possible.
import { findProgram, installDebianPackages } from './debian-packages.mjs'

const names = ['firefox-esr', 'firefox']
const elsewhere = ['/Applications/Firefox.app/Contents/MacOS/firefox']

/** The path of a Firefox, or undefined where none is to be had. */
export async function ensureFirefox() {
  const found = process.env.FIREFOX_PATH ?? findProgram(names, elsewhere)
  if (found) return found
  return (await installDebianPackages('firefox-esr')) ? findProgram(names) : undefined
}
