import type { Page } from 'playwright-core'

type TraceEvent = {
  name: string
  pid: number
  tid: number
  /** Microseconds of the clock, and of the processor. */
  dur?: number
  tdur?: number
  args: { name?: string }
}

/**
 * The longest task of the page's main thread while `action` runs, milliseconds of the processor: on a busy machine the
 * clock goes on while the thread waits for its turn.
 */
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
  return { result, longestMs: longestOf(trace.traceEvents) }
}

function longestOf(events: TraceEvent[]): number {
  // The host page is the only one there is; a renderer that stands by for the next one has nothing to do.
  const threads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const tasks = events.filter(
    ({ name, pid, tid }) =>
      name === 'ThreadControllerImpl::RunTask' && threads.has(`${pid} ${tid}`),
  )
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000))
}
