// The checks that read the sources without running them.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './pnpm.mjs'

/** Each is given the function that runs a program. */
export const checks = {
  format: (runProgram) => passes(runProgram, 'prettier', '--check', '--log-level', 'warn', '.'),
  lint: (runProgram) => passes(runProgram, 'eslint', '--max-warnings', '0', '.'),
  types: checkTypes,
  unused: (runProgram) => passes(runProgram, 'knip', '--no-progress'),
}

async function passes(runProgram, name, ...args) {
  return (await runProgram(join(root, 'node_modules/.bin', name), args)) === 0
}

/**
 * Each package twice: as it ships (no Node or DOM where it must do without), and with its tests. By TypeScript 7, which
 * takes a quarter of the time of the 6 that makes the declarations, and is what many check with who use them.
 */
async function checkTypes(runProgram) {
  const tsc = join(root, 'node_modules/typescript-7/bin/tsc')
  const projects = readdirSync(join(root, 'packages'))
    .flatMap((name) => [`packages/${name}/tsconfig.build.json`, `packages/${name}/tsconfig.json`])
    .filter((path) => existsSync(join(root, path)))
  const codes = []
  for (const project of [...projects, 'tsconfig.json'])
    codes.push(await runProgram(process.execPath, [tsc, '-p', project]))
  return codes.every((code) => code === 0)
}
