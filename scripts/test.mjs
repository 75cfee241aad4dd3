// `npm test`: everything, from a fresh clone to the totals.
import { build, buildExamples, install } from './prepare.mjs'
import { checks } from './checks.mjs'
import { ensureChromium } from './ensure-chromium.mjs'
import { Steps } from './steps.mjs'
import { runSuite } from './suites.mjs'

const steps = new Steps()
let chromium

if (await steps.run('install', install)) {
  const isBuilt = await steps.run('build', build)
  await steps.runTogether(checks)
  await steps.run('units', () => runSuite(['unit', 'unit-dom']))
  await steps.run('type tests', () => runSuite(['types']))
  if (isBuilt) {
    await steps.run('gates', () => runSuite(['gates']))
    await steps.run('integration', () => runSuite(['integration']))
    await steps.run('examples', buildExamples)
    await steps.run('chromium', findChromium)
    if (chromium)
      await steps.run('browser', () => runSuite(['browser'], { CHROMIUM_PATH: chromium }))
  }
}
steps.finish()

async function findChromium() {
  chromium = await ensureChromium()
  if (chromium) return true
  console.error(
    '!!! No Chromium here: THE BROWSER TESTS DO NOT RUN. Install one, or set CHROMIUM_PATH to it.',
  )
  return process.env.CI ? { failed: 1 } : { skipped: 1 }
}
