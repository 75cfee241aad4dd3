import { ensureChromium } from '../../scripts/ensure-chromium.mjs'
import { alternate, rowsOf } from '../alternate.ts'
import { barePage } from '../browser/bare-page.ts'
import { embedPage } from '../browser/embed-page.ts'
import { TooSlow, visitDriven, type DrivenVisit } from '../browser/driven-visit.ts'
import { visitUndriven, type UndrivenVisit } from '../browser/undriven-visit.ts'
import type { PageOf } from '../browser/with-host-page.ts'
import type { Contender } from '../contender.ts'
import { chat, socketIo } from '../contenders.ts'
import { claimRatio, type Claim, type Goal, type Measurement } from '../measurement.ts'
import type { Scenario } from '../scenario.ts'

const FEW = 1_000
const MANY = 10_000
/** Said of what a visitor lives with: see UndrivenChromium. */
const UNDRIVEN = 'in a page that nothing drives'

/** Without what a page was too slow for. */
type Visit = UndrivenVisit & Partial<DrivenVisit>

type Column = {
  title: string
  unit: string
  valueOf: (visit: Visit) => number | undefined
  /** Most of `unit` that this server's page may take. */
  goal?: number
}

export const browser: Scenario = {
  name: 'browser',
  title: 'In the browser: the embed, and a bare Socket.IO page',
  measure: async ({ runs, isQuick, takesPart }) => {
    const chromium = await ensureChromium()
    if (!chromium) {
      console.error(
        '!!! LEFT OUT: no Chromium. To have it: apt-get install chromium, or set CHROMIUM_PATH.',
      )
      return []
    }
    process.env['CHROMIUM_PATH'] = chromium
    const [few, many] = isQuick ? [50, 200] : [FEW, MANY]
    const pages = [
      { contender: chat, page: embedPage },
      { contender: socketIo, page: barePage },
    ]
    const tooSlow = new Set<Contender>()
    const driven = async (contender: Contender, page: PageOf): Promise<Partial<DrivenVisit>> => {
      if (tooSlow.has(contender)) return {}
      try {
        return await visitDriven(contender, page, { few, many })
      } catch (error) {
        if (!(error instanceof TooSlow)) throw error
        console.error(`!!! LEFT OUT: most of ${contender.title}: ${error.message}.`)
        tooSlow.add(contender)
        return {}
      }
    }
    const table = await alternate(
      pages
        .filter(({ contender }) => takesPart(contender))
        .map(({ contender, page }) => ({
          ...contender,
          take: async () => ({
            ...(await visitUndriven(contender, page, many)),
            ...(await driven(contender, page)),
          }),
        })),
      runs,
    )
    return columns(few, many).map(({ title, unit, valueOf, goal }): Measurement => {
      const rows = rowsOf(table, valueOf)
      // A bare page that had no long task, or did not move, is no measure.
      const ratios = claimRatio(rows, chat.name, socketIo.name).filter((claim) =>
        claim.ratios.every(Number.isFinite),
      )
      return {
        title,
        unit,
        rows,
        claims: [...ratios, ...claimAtMost(rows[0]?.samples, goal, unit)],
      }
    })
  },
}

/** What nobody's browser pays for is left out where it can be: what is not marked is of a page that a test drives. */
function columns(few: number, many: number): Column[] {
  const [fewer, more] = [few, many].map((count) => `${count.toLocaleString('en-GB')} messages`)
  return [
    {
      title: 'Bytes over the wire until interactive',
      unit: 'kB',
      valueOf: ({ kilobytes }) => kilobytes,
    },
    {
      title: `Time to interactive, ${UNDRIVEN}`,
      unit: 'ms',
      valueOf: ({ interactiveMs }) => interactiveMs,
    },
    {
      title: `Until ${fewer} that arrive at once are shown`,
      unit: 'ms',
      valueOf: ({ fewMs }) => fewMs,
    },
    {
      title: `Until ${more} that arrive at once are shown`,
      unit: 'ms',
      valueOf: ({ manyMs }) => manyMs,
    },
    {
      title: `An appended message, when ${more} are there, of the processor, ${UNDRIVEN}`,
      unit: 'ms',
      valueOf: ({ appendedMs }) => appendedMs,
      goal: 4,
    },
    {
      title: `Heap with ${more}`,
      unit: 'MB',
      valueOf: ({ heapMegabytes }) => heapMegabytes,
      goal: 40,
    },
    {
      title: `Longest task while it loads, of the processor, ${UNDRIVEN}`,
      unit: 'ms',
      valueOf: ({ loadTaskMs }) => loadTaskMs,
      goal: 50,
    },
    {
      title: `Longest task while ${more} arrive at once, of the processor, ${UNDRIVEN}`,
      unit: 'ms',
      valueOf: ({ floodTaskMs }) => floodTaskMs,
      goal: 50,
    },
    {
      title: 'Longest task while 50 messages a second arrive and somebody types, of the processor',
      unit: 'ms',
      valueOf: ({ typingTaskMs }) => typingTaskMs,
      goal: 50,
    },
    {
      title: `Longest task on coming back to a full page of history, of the processor, ${UNDRIVEN}`,
      unit: 'ms',
      valueOf: ({ historyTaskMs }) => historyTaskMs,
      goal: 50,
    },
    {
      title: 'Longest task of the visit by the clock, waiting for a processor included',
      unit: 'ms',
      valueOf: ({ longestTaskMs }) => longestTaskMs,
    },
    {
      title: 'From key press to paint while 50 messages a second arrive, p50',
      unit: 'ms',
      valueOf: ({ inputMs }) => inputMs,
    },
    {
      title: `From the answer to join until a page of history is painted, ${UNDRIVEN}`,
      unit: 'ms',
      valueOf: ({ historyPaintMs }) => historyPaintMs,
      goal: 100,
    },
    {
      title: 'Layout shift of the host page, coming back included',
      unit: '',
      valueOf: ({ hostShift }) => hostShift,
      goal: 0,
    },
    {
      title: 'Layout shift of messages inside the element, coming back included',
      unit: '',
      valueOf: ({ innerShift }) => innerShift,
    },
  ]
}

/** An absolute goal, told as the ratio to it. */
function claimAtMost(
  samples: number[] | undefined,
  most: number | undefined,
  unit: string,
): Claim[] {
  if (!samples || most === undefined) return []
  // Nothing is a ratio to a goal of nothing.
  if (most === 0)
    return [{ title: chat.title, ratios: samples, goal: { sense: 'at most', value: 0 } }]
  const goal: Goal = { sense: 'at most', value: 1 }
  return [
    {
      title: `${chat.title} ÷ ${most} ${unit}`,
      ratios: samples.map((value) => value / most),
      goal,
    },
  ]
}
