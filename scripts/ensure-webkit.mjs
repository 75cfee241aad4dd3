// Finds WebKitGTK's driver, its browser and a display to run it on, and installs Debian's where that is possible.
import { globSync } from 'node:fs'
import { findProgram, installDebianPackages } from './debian-packages.mjs'

const packages = ['webkit2gtk-driver', 'xvfb']

/** Where the driver, the browser and the display server are, or undefined where they are not to be had. */
export async function ensureWebKit() {
  const found = findWebKit()
  if (found) return found
  return (await installDebianPackages(...packages)) ? findWebKit() : undefined
}

function findWebKit() {
  const driver = findProgram(['WebKitWebDriver'])
  const display = findProgram(['Xvfb'])
  const [browser] = globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser').sort().reverse()
  return driver && display && browser ? { driver, display, browser } : undefined
}
