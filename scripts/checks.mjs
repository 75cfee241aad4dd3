// The checks that read the sources without running them.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './pnpm.mjs'

const tool = (name, ...args) => run(join(root, 'node_modules/.bin', name), args)

export const checks = {
  format: async () => (await tool('prettier', '--check', '--log-level', 'warn', '.')) === 0,
  lint: async () => (await tool('eslint', '--max-warnings', '0', '.')) === 0,
  types: () => checkTypes(),
  unused: async () => (await tool('knip', '--no-progress')) === 0,
}

/**
 * Each package twice: as it ships (no Node or DOM where it must do without), and with its tests. By TypeScript 7, which
 * takes a quarter of the time of the 6 that makes the declarations, and is what many check with who use them.
 */
async function checkTypes() {
  const tsc = join(root, 'node_modules/typescript-7/bin/tsc')
  const projects = readdirSync(join(root, 'packages'))
    .flatMap((name) => [`packages/${name}/tsconfig.build.json`, `packages/${name}/tsconfig.json`])
    .filter((path) => existsSync(join(root, path)))
  const codes = []
  for (const project of [...projects, 'tsconfig.json'])
    codes.push(await run(process.execPath, [tsc, '-p', project]))
  return codes.every((code) => code === 0)
}
