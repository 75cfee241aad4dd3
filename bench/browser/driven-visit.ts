import { setTimeout as elapsed } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import { launchChromium } from '../../test/launch-chromium.ts'
import type { Contender } from '../contender.ts'
import { median } from '../measurement.ts'
import { longestTaskDuring } from './longest-task.ts'
import { withHostPage, type PageOf } from './with-host-page.ts'
import { Writer } from './writer.ts'

const KEYS = 'the quick brown fox jumps over the lazy dog'
/** A page that takes longer to show what arrived at once is given up: what it has lost meanwhile never comes. */
const SHOWN_WITHIN_MS = 60_000

export type DrivenVisit = {
  kilobytes: number
  fewMs: number
  manyMs: number
  heapMegabytes: number
  /** Of the processor, while 50 a second arrive and somebody types. */
  typingTaskMs: number
  /** Of the clock, in the whole visit. */
  longestTaskMs: number
  inputMs: number
  hostShift: number
  innerShift: number
}

/**
 * One visitor's stay, driven: arrives, is flooded with messages, types while more arrive, and comes back later. Rejects with
 * TooSlow where the page does not show in a minute what arrived at once.
 */
export function visitDriven(
  contender: Contender,
  pageOf: PageOf,
  { few, many }: { few: number; many: number },
): Promise<DrivenVisit> {
  return withHostPage(contender, pageOf, async ({ host, openWriter }) => {
    const browser = await launchChromium()
    try {
      const page = await browser.newPage()
      const cdp = await page.context().newCDPSession(page)
      const bytes = await countBytes(cdp, host.url)
      const interactive = host.told('interactive')
      await page.goto(host.url)
      await interactive
      const kilobytes = bytes() / 1000

      const writer = await openWriter()
      const fewMs = await timeToShow(page, writer, 0, few)
      const manyMs = fewMs + (await timeToShow(page, writer, few, many))
      const typing = await longestTaskDuring(page, () => inputLatency(page, writer))
      const heapMegabytes = await heapOf(cdp)
      const noted = await notesOf(page)
      const visited = {
        kilobytes,
        fewMs,
        manyMs,
        heapMegabytes,
        typingTaskMs: typing.longestMs,
        inputMs: typing.result,
        ...noted,
      }
      if (contender.dialect !== 'chat') return visited

      const painted = host.told('painted')
      await page.goto(host.url)
      await painted
      const again = await notesOf(page)
      return {
        ...visited,
        hostShift: noted.hostShift + again.hostShift,
        innerShift: noted.innerShift + again.innerShift,
      }
    } finally {
      await browser.close()
    }
  })
}

function notesOf(page: Page) {
  return page.evaluate(() => {
    const { longestTaskMs, hostShift, innerShift } = window.probe
    return { longestTaskMs, hostShift, innerShift }
  })
}

/**
 * Bytes of everything fetched but the host page and what it is told, as they came over the wire, sockets included.
 * Nothing is cached.
 */
async function countBytes(cdp: CDPSession, host: string): Promise<() => number> {
  let bytes = 0
  const counted = new Set<string>()
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (!request.url.startsWith(host)) counted.add(requestId)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (counted.has(requestId)) bytes += encodedDataLength
  })
  cdp.on('Network.webSocketFrameReceived', ({ response }) => {
    bytes += Buffer.byteLength(response.payloadData)
  })
  await cdp.send('Network.enable')
  return () => bytes
}

export class TooSlow extends Error {}

/** How long until messages number `from` + 1 to `to`, sent as fast as they are taken, are all shown. */
async function timeToShow(page: Page, writer: Writer, from: number, to: number): Promise<number> {
  const startedAt = performance.now()
  const painted = page.evaluate((text) => window.probe.painted(text), Writer.textOf(to))
  await writer.flood(from, to)
  const isShown = await Promise.race([
    painted.then(() => true),
    elapsed(SHOWN_WITHIN_MS, false, { ref: false }),
  ])
  if (!isShown) {
    const limit = `${SHOWN_WITHIN_MS / 1000} s`
    throw new TooSlow(`${(to - from).toLocaleString('en-GB')} messages not shown within ${limit}`)
  }
  return performance.now() - startedAt
}

async function inputLatency(page: Page, writer: Writer): Promise<number> {
  await page.getByRole('textbox').first().focus()
  await writer.arriveWhile(() => page.keyboard.type(KEYS, { delay: 60 }))
  return median(await page.evaluate(() => window.probe.inputMs))
}

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize / 2 ** 20
}
