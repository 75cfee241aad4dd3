import { setTimeout as elapsed } from 'node:timers/promises'
import type { Contender } from '../contender.ts'
import { withUndrivenChromium } from './undriven-chromium.ts'
import { withHostPage, type PageOf } from './with-host-page.ts'

/** What a page still does after what one waits for. */
const SETTLE_MS = 1_000
const ARRIVAL_MS = 4_000

export type UndrivenVisit = {
  interactiveMs: number
  /** What the page's main thread does for each message that arrives, of the processor. */
  appendedMs: number
  /** The longest task, of the processor: while it loads, while all arrive at once. */
  loadTaskMs: number
  floodTaskMs: number
  /** Absent where nothing is stored. */
  historyPaintMs?: number
  historyTaskMs?: number
}

/** One visitor's stay in a page that nothing drives: arrives, is flooded with `many` messages, sees more arrive, comes back. */
export function visitUndriven(
  contender: Contender,
  pageOf: PageOf,
  many: number,
): Promise<UndrivenVisit> {
  return withHostPage(contender, pageOf, ({ host, openWriter }) =>
    withUndrivenChromium(async ({ open, close, trace }) => {
      const load = await trace(async () => {
        const interactive = host.told('interactive')
        const page = await open(host.url)
        const interactiveMs = await interactive
        await elapsed(SETTLE_MS)
        return { page, interactiveMs }
      })
      const { page, interactiveMs } = load.result

      const writer = await openWriter()
      const flood = await trace(async () => {
        await writer.flood(0, many)
        await elapsed(SETTLE_MS)
      })
      const arrival = await trace(() => writer.arriveWhile(() => elapsed(ARRIVAL_MS)))
      const visit = {
        interactiveMs,
        appendedMs: sum(arrival.tasks) / arrival.result.arrived,
        loadTaskMs: longest(load.tasks),
        floodTaskMs: longest(flood.tasks),
      }
      if (contender.dialect !== 'chat') return visit

      await close(page)
      const back = await trace(async () => {
        const joined = host.told('joined')
        const painted = host.told('painted')
        await open(host.url)
        const historyPaintMs = (await painted) - (await joined)
        await elapsed(SETTLE_MS)
        return historyPaintMs
      })
      return { ...visit, historyPaintMs: back.result, historyTaskMs: longest(back.tasks) }
    }),
  )
}

const longest = (tasks: readonly number[]) => Math.max(0, ...tasks)
const sum = (tasks: readonly number[]) => tasks.reduce((total, task) => total + task, 0)
