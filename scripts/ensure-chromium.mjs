// Finds the Chromium that the browser tests drive, whole and as the shell, and installs Debian's where that is possible.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findProgram, installDebianPackages } from './debian-packages.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const shell = 'chromium-headless-shell'
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The path of a Chromium, or undefined where none is to be had. */
export async function ensureChromium() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) return existsSync(chosen) ? chosen : undefined
  const found = findProgram(names, elsewhere)
  if (found) return found
  if (!(await installDebianPackages('chromium'))) return undefined
  const installed = findProgram(names)
  return runs(installed) ? installed : undefined
}

/**
 * The path of Chromium's headless shell: the engine without the windows of a browser around it, which cost as much again.
 * Undefined where none is to be had, or a browser was chosen.
 */
export async function ensureHeadlessShell() {
  if (process.env.CHROMIUM_PATH) return undefined
  const found = findProgram([shell])
  if (found) return found
  return (await installDebianPackages(shell)) ? findProgram([shell]) : undefined
}

function runs(path) {
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
