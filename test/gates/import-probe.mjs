// Run as `node import-probe.mjs <import|require> <file>`: loads one module in bare Node and prints what
// that did to the process, as JSON.
import { writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const [how, file] = process.argv.slice(2)
const effects = []

watch(globalThis, ['setTimeout', 'setInterval', 'setImmediate', 'fetch'])
watch(Math, ['random'])
watch(globalThis.crypto, ['getRandomValues', 'randomUUID'])

const globalsBefore = new Set(Object.getOwnPropertyNames(globalThis))
const listenersBefore = countListeners()

if (how === 'import') await import(pathToFileURL(file).href)
else createRequire(import.meta.url)(file)

const added = Object.getOwnPropertyNames(globalThis).filter((name) => !globalsBefore.has(name))
effects.push(...added.map((name) => `globalThis.${name} appeared`))
if (countListeners() > listenersBefore) effects.push('listens to the process')
const open = process.getActiveResourcesInfo().filter((name) => !/^(TTY|Pipe)Wrap$/.test(name))
effects.push(...open.map((name) => `${name} left open`))

writeSync(1, JSON.stringify(effects))
process.exit()

function watch(owner, names) {
  for (const name of names) {
    const original = owner[name].bind(owner)
    owner[name] = (...args) => {
      effects.push(`${name} called`)
      return original(...args)
    }
  }
}

function countListeners() {
  return process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0)
}
