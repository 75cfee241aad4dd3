// `npm test`: everything, from a fresh clone to the totals.
import { build, buildExamples, install } from './prepare.mjs'
import { checks } from './checks.mjs'
import { ensureChromium } from './ensure-chromium.mjs'
import { Steps } from './steps.mjs'
import { runSuite } from './suites.mjs'

const steps = new Steps()
if (await steps.run('install', install)) {
  const isBuilt = await steps.run('build', build)
  // The suites wait for programs, timers, disks and frames: the rest is done meanwhile.
  const behind = steps.runBehind({ ...(isBuilt ? { examples: buildExamples } : {}), ...checks })
  const quick = ['unit', 'unit-dom', 'types', ...(isBuilt ? ['gates'] : [])]
  await steps.run(quick.join(', '), () => runSuite(quick))
  if (isBuilt) {
    await steps.run('integration', () => runSuite(['integration']))
    await behind.examples
    await steps.run('browser', async () =>
      (await ensureChromium()) ? runSuite(['browser']) : noChromium(),
    )
  }
  await Promise.all(Object.values(behind))
}
steps.finish()

function noChromium() {
  console.error(
    '!!! No Chromium here: THE BROWSER TESTS DO NOT RUN. Install one, or set CHROMIUM_PATH to it.',
  )
  return process.env.CI ? { failed: 1 } : { skipped: 1 }
}
