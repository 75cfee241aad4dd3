// The benchmark: see docs/performance.md. Usage: see arguments.ts
import { join } from 'node:path'
import { readArguments, usage, type Arguments } from './arguments.ts'
import type { Contender } from './contender.ts'
import { describeMachine } from './describe-machine.ts'
import { canPin } from './pinned.ts'
import { terminalTable } from './report/terminal.ts'
import { writeReport } from './report/write-report.ts'
import type { Scenario, Settings } from './scenario.ts'
import { scenarios } from './scenarios.ts'

if (process.argv.includes('--help')) {
  console.log(describeUsage())
  process.exit()
}
const startedAt = new Date().toISOString()
const args = understand()
const settings: Settings = { ...args, takesPart }
const chosen = choose(args.scenarios)

if (!canPin) say('No taskset or a single core: server and generator share what there is.')
const sections = []
for (const scenario of chosen) {
  say(scenario.title)
  const measurements = await scenario.measure(settings)
  for (const measurement of measurements) console.log(terminalTable(measurement))
  sections.push({ name: scenario.name, title: scenario.title, measurements })
}
const { runs, seconds } = args
await writeReport(args.out, { startedAt, machine: describeMachine(), runs, seconds, sections })
say(`Report: ${join(args.out, 'report.md')}`)

function understand(): Arguments {
  try {
    return readArguments(process.argv.slice(2), join(import.meta.dirname, 'results'))
  } catch (error) {
    return giveUp(error instanceof Error ? error.message : String(error))
  }
}

function choose(names: string[]): Scenario[] {
  const unknown = names.filter((name) => !scenarios.some((scenario) => scenario.name === name))
  if (unknown.length > 0) giveUp(`No scenario is called ${unknown.join(', ')}.`)
  return names.length > 0 ? scenarios.filter(({ name }) => names.includes(name)) : scenarios
}

function takesPart(contender: Contender): boolean {
  if (args.only && !args.only.includes(contender.name)) return false
  const missing = contender.missing?.()
  if (missing !== undefined) say(`!!! LEFT OUT: ${contender.title}. To have it: ${missing}`)
  return missing === undefined
}

function giveUp(reason: string): never {
  console.error(`${reason}\n\n${describeUsage()}`)
  process.exit(2)
}

function describeUsage(): string {
  return `${usage}\nScenarios: ${scenarios.map(({ name }) => name).join(', ')}`
}

function say(text: string): void {
  console.error(`\n${text}`)
}
