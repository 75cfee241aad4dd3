// `pnpm check`, or `pnpm check lint`: the static checks and the gates on the built packages.
import { build, install } from './prepare.mjs'
import { checks } from './checks.mjs'
import { run } from './pnpm.mjs'
import { Steps } from './steps.mjs'
import { runSuite } from './suites.mjs'

const all = { ...checks, gates: () => runSuite(['gates']) }
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in all))
if (unknown.length > 0) {
  console.error(`No such check: ${unknown.join(', ')}. There are: ${Object.keys(all).join(', ')}.`)
  process.exit(2)
}

const steps = new Steps()
const isReady = (await steps.run('install', install)) && (await steps.run('build', build))
if (isReady)
  for (const name of asked.length > 0 ? asked : Object.keys(all))
    await steps.run(name, () => all[name](run))
steps.finish()
