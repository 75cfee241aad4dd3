import type { Page } from 'playwright-core'
import { mainThreadTasks, type TraceEvent } from './main-thread-tasks.ts'

/** The longest task of a driven page's main thread while `action` runs, milliseconds of the processor. */
export async function longestTaskDuring<T>(
  page: Page,
  action: () => Promise<T>,
): Promise<{ result: T; longestMs: number }> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser.')
  await browser.startTracing(page, { categories: ['toplevel'] })
  const result = await action()
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[]
  }
  return { result, longestMs: Math.max(0, ...mainThreadTasks(trace.traceEvents)) }
}
