// Global set-up of the browser tests: says where Chromium is, unless that is already said.
import { ensureChromium } from '../scripts/ensure-chromium.mjs'

export default async function setup() {
  const path = await ensureChromium()
  if (!path) throw new Error('No Chromium: install one, or set CHROMIUM_PATH to it.')
  process.env.CHROMIUM_PATH = path
}
