import { DockerfileParser } from 'dockerfile-ast'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readClusterFile, ROOT } from './cluster-file.js'

const dockerfile = DockerfileParser.parse(readClusterFile('Dockerfile'))
const instructions = dockerfile.getInstructions()
const last = (keyword: string) =>
  instructions.filter((instruction) => instruction.getKeyword() === keyword).at(-1)
const root = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { packageManager: string }

test('every instruction is one that Docker knows', () => {
  const known = [
    ...['FROM', 'WORKDIR', 'COPY', 'ENV', 'RUN', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK'],
    'ENTRYPOINT',
  ]
  for (const instruction of instructions) expect(known).toContain(instruction.getKeyword())
})

test('what it copies from the repository is there', () => {
  for (const copy of dockerfile.getCOPYs()) {
    if (copy.getFlags().some((flag) => flag.getName() === 'from')) continue
    const sources = copy
      .getArguments()
      .map((argument) => argument.getValue())
      .slice(0, -1)
    for (const source of sources) expect(existsSync(ROOT + source), source).toBe(true)
  }
})

test('every package that the server is built from is installed', () => {
  const text = readClusterFile('Dockerfile')
  for (const name of ['protocol', 'sdk', 'widget', 'server']) {
    expect(text).toContain(`COPY packages/${name}/package.json packages/${name}/\n`)
  }
})

test('it installs with the pnpm of the repository', () => {
  const versions = [...readClusterFile('Dockerfile').matchAll(/pnpm@([\d.]+)/g)]
  expect(versions.length).toBeGreaterThan(0)
  for (const [version] of versions) expect(version).toBe(root.packageManager)
})

test('it does not run as root, keeps its data in a volume and gets its own signals', () => {
  expect(last('USER')?.getArgumentsContent()).toBe('node')
  expect(last('VOLUME')?.getArgumentsContent()).toBe('/data')
  expect(JSON.parse(last('ENTRYPOINT')?.getArgumentsContent() ?? '')).toEqual([
    'node',
    '/app/dist/cli/main.js',
  ])
})
