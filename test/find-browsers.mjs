// Global set-up of the browser tests: says where the browsers are, unless that is already said.
import { ensureChromium, ensureHeadlessShell } from '../scripts/ensure-chromium.mjs'
import { ensureFirefox } from '../scripts/ensure-firefox.mjs'
import { ensureWebKit } from '../scripts/ensure-webkit.mjs'

export default async function setup(project) {
  const shell = await ensureHeadlessShell()
  const chromium = await ensureChromium()
  if (!chromium) throw new Error('No Chromium: install one, or set CHROMIUM_PATH to it.')
  process.env.CHROMIUM_PATH = chromium
  process.env.HEADLESS_SHELL_PATH = shell ?? chromium
  const firefox = await ensureFirefox()
  const webkit = await ensureWebKit()
  if (!firefox) console.error('!!! No Firefox here: THE TESTS IN FIREFOX DO NOT RUN.')
  if (!webkit) console.error('!!! No WebKitGTK here: THE TESTS IN WEBKIT DO NOT RUN.')
  project.provide('firefox', firefox)
  project.provide('webkit', webkit)
}
