import { readdirSync } from 'node:fs'
import { relative } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './packages.js'

// A name that says nothing gathers things that have nothing to do with one another.
const empty = /(^|[-_/])(types|utils?|helpers?|common|constants|misc|managers?)([-_.]|$)/
/** What is no source; an example may be built at the same time. */
const made = ['node_modules', 'dist', '.next']

test('every source file is named after its one idea', () => {
  const files = ['packages', 'scripts', 'test', 'examples', 'bench'].flatMap(sourcesUnder)
  expect(files.length).toBeGreaterThan(20)
  expect(files.filter((path) => empty.test(path))).toEqual([])
})

function sourcesUnder(folder: string): string[] {
  return readdirSync(root, { withFileTypes: true }).some((entry) => entry.name === folder)
    ? walk(`${root}${folder}`)
    : []
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return made.includes(entry.name) ? [] : walk(path)
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [relative(root, path)] : []
  })
}
