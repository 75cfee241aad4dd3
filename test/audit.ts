import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

let source: Promise<string> | undefined

/** What axe finds wrong with the page, and where; with its colours in the light and in the dark. */
export async function audit(page: Page): Promise<string[]> {
  const found = await findViolations(page)
  const isDark = await page.evaluate<boolean>(`matchMedia('(prefers-color-scheme: dark)').matches`)
  const [scheme, other] = isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const)
  await page.emulateMedia({ colorScheme: other })
  found.push(...(await auditColours(page)))
  await page.emulateMedia({ colorScheme: scheme })
  return found
}

/** What axe finds wrong with the page's colours as they are, and where. */
export function auditColours(page: Page): Promise<string[]> {
  return findViolations(page, { runOnly: ['color-contrast', 'link-in-text-block'] })
}

async function findViolations(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await readSource())
  const { violations } = await page.evaluate(
    (runOptions) => {
      const { axe } = globalThis as unknown as {
        axe: { run(options: RunOptions): Promise<AxeResults> }
      }
      return axe.run(runOptions)
    },
    // No style sheet of these pages is on another origin, nor does anybody read what passed.
    { preload: false, resultTypes: ['violations' as const], ...options },
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.flat().join(' ')} ${failureSummary}`),
  )
}

function readSource(): Promise<string> {
  source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  return source
}
