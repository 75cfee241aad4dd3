// Runs vitest projects and reads back how many tests passed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root, run } from './pnpm.mjs'

/** Servers are started by the hundred: Node compiles their code once. */
const env = {
  ...process.env,
  NODE_COMPILE_CACHE: join(root, 'node_modules/.compile-cache'),
}

/** Counts of these projects' tests, and which failed. A run that ends badly, or runs no test, counts as a failure. */
export async function runSuite(projects) {
  const folder = mkdtempSync(join(tmpdir(), 'chat-suite-'))
  const report = join(folder, 'report.json')
  try {
    const args = [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]
    const code = await run(join(root, 'node_modules/.bin/vitest'), args, { env })
    return countsOf(report, code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function countsOf(report, code) {
  const result = read(report)
  const passed = result?.numPassedTests ?? 0
  const failed = result?.numFailedTests ?? 0
  const skipped = (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0)
  const endedBadly = code !== 0 || passed === 0
  return {
    passed,
    failed: endedBadly ? Math.max(failed, 1) : failed,
    skipped,
    failures: result?.testResults.flatMap(failuresIn) ?? [],
  }
}

/** A file that failed before its tests could run is one by itself. */
function failuresIn({ name, status, assertionResults }) {
  const file = relative(root, name)
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (status === 'failed' && failed.length === 0) return [file]
  return failed.map(({ fullName }) => `${file}: ${fullName}`)
}

function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return undefined
  }
}
