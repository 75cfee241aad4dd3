import { existsSync, readFileSync } from 'node:fs'
import { basename, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtFilesOf, folderOf, published, root } from './packages.js'

interface Manifest {
  exports: Record<string, unknown>
  bin?: Record<string, string>
  main?: string
  module?: string
  types?: string
}

describe.each(published)('@chat/%s', (name) => {
  test('no built file names the private package', () => {
    const code = builtFilesOf(name).filter((path) => /\.(js|cjs|mjs|ts|cts|mts)$/.test(path))
    const naming = code.filter((path) => readFileSync(path, 'utf8').includes('@chat/protocol'))
    expect(code.length).toBeGreaterThan(0)
    expect(naming.map((path) => relative(root, path))).toEqual([])
  })

  test('every path that the manifest names exists', () => {
    const paths = pathsIn(readManifest(folderOf(name)))
    const missing = paths.filter((path) => !existsSync(`${folderOf(name)}/${path}`))
    expect(paths.length).toBeGreaterThan(1)
    expect(missing).toEqual([])
  })
})

test('what browsers load of the SDK needs no other file but the one for a proof of work, which needs none', () => {
  const imports = (file: string) => {
    const code = readFileSync(`${folderOf('sdk')}/dist/${file}`, 'utf8')
    return [...code.matchAll(/\b(?:import\(?|from) ?"([^"]+)"/g)].map(([, path]) => path)
  }
  expect(imports('browser.js')).toEqual(['./proof.js'])
  expect(imports('proof.js')).toEqual([])
})

test('the server carries the page and the scripts that it serves', () => {
  const assets = builtFilesOf('server').map((path) => relative(folderOf('server'), path))
  expect(assets.filter((path) => /^dist\/assets\/lobby\/.+\.html$/.test(path))).toHaveLength(1)
  const languages = builtFilesOf('widget').filter((path) => /\/locale\/..\.mjs$/.test(path))
  expect(languages).toHaveLength(11)
  const loaded = languages.map((path) => `locale/${basename(path)}`)
  for (const script of ['chat.js', 'chat.mjs', 'launcher.js', ...loaded]) {
    const served = readFileSync(`${folderOf('server')}/dist/assets/${script}`)
    expect(served.equals(readFileSync(`${folderOf('widget')}/dist/${script}`))).toBe(true)
  }
})

// See https://v8.dev/blog/explicit-compile-hints.
test.each(['chat.js', 'chat.mjs'])('%s has Chromium compile it as it comes in', (script) => {
  const code = readFileSync(`${folderOf('widget')}/dist/${script}`, 'utf8')
  expect(code.startsWith('//# allFunctionsCalledOnLoad\n')).toBe(true)
})

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Manifest
}

function pathsIn({ exports, bin, main, module, types }: Manifest): string[] {
  return leavesOf([exports, bin, main, module, types])
}

function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(leavesOf)
}
