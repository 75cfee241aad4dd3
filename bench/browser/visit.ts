import { randomUUID } from 'node:crypto'
import type { CDPSession, Page } from 'playwright-core'
import { launchChromium } from '../../test/launch-chromium.ts'
import type { Contender } from '../contender.ts'
import { Connection } from '../load/connection.ts'
import { median } from '../measurement.ts'
import { withServer } from '../with-server.ts'
import { longestTaskDuring } from './longest-task.ts'
import { installProbe } from './probe.ts'
import { servePage } from './serve-page.ts'

const ROOM = 'bench'
const IN_FLIGHT = 200
/** The pace at which messages arrive while somebody types. */
const ARRIVALS_PER_SECOND = 50
const ARRIVAL_SECONDS = 4
const KEYS = 'the quick brown fox jumps over the lazy dog'

export type Visit = {
  kilobytes: number
  interactiveMs: number
  fewMs: number
  manyMs: number
  appendedMs: number
  heapMegabytes: number
  /** Of the processor: while it loads, while all arrive at once, while 50 a second arrive and somebody types. */
  loadTaskMs: number
  floodTaskMs: number
  stayTaskMs: number
  /** Of the clock, in the whole visit. */
  longestTaskMs: number
  inputMs: number
  hostShift: number
  innerShift: number
  /** Absent where nothing is stored. */
  historyPaintMs?: number
  historyTaskMs?: number
}

type Writer = (text: string) => Promise<unknown>

/** One visitor's stay: arrives, is flooded with messages, types while more arrive, and comes back later. */
export function visit(
  contender: Contender,
  pageOf: (server: string, room: string) => string,
  { few, many }: { few: number; many: number },
): Promise<Visit> {
  return withServer(contender, async (target) => {
    const host = await servePage(pageOf(`http://127.0.0.1:${target.port}`, ROOM))
    const browser = await launchChromium()
    const writer = await Connection.open(target.port, target.dialect)
    try {
      const page = await browser.newPage()
      await page.addInitScript(installProbe)
      const cdp = await page.context().newCDPSession(page)
      const bytes = await countBytes(cdp)
      const load = await longestTaskDuring(page, async () => {
        await page.goto(host.url)
        return waitFor(page, 'interactiveAt')
      })
      const kilobytes = bytes() / 1000

      await writer.request('join', { room: ROOM })
      const write: Writer = (text) =>
        writer.request('message', { room: ROOM, id: randomUUID(), text })
      const flood = await longestTaskDuring(page, async () => {
        const fewMs = await send(page, write, 0, few)
        return { fewMs, manyMs: fewMs + (await send(page, write, few, many)) }
      })
      const stay = await longestTaskDuring(page, async () => ({
        appendedMs: await appendedCost(page, cdp, write),
        inputMs: await inputLatency(page, write),
      }))
      const heapMegabytes = await heapOf(cdp)
      const noted = await notesOf(page)
      const visited = {
        kilobytes,
        interactiveMs: load.result,
        ...flood.result,
        ...stay.result,
        heapMegabytes,
        loadTaskMs: load.longestMs,
        floodTaskMs: flood.longestMs,
        stayTaskMs: stay.longestMs,
        ...noted,
      }
      if (contender.dialect !== 'chat') return visited

      const back = await longestTaskDuring(page, async () => {
        await page.goto(host.url)
        return (await waitFor(page, 'paintedAt')) - (await waitFor(page, 'joinedAt'))
      })
      const again = await notesOf(page)
      return {
        ...visited,
        historyPaintMs: back.result,
        historyTaskMs: back.longestMs,
        hostShift: noted.hostShift + again.hostShift,
        innerShift: noted.innerShift + again.innerShift,
      }
    } finally {
      writer.cut()
      await browser.close()
      host.close()
    }
  })
}

async function waitFor(page: Page, moment: 'interactiveAt' | 'joinedAt' | 'paintedAt') {
  const handle = await page.waitForFunction((name) => window.probe[name], moment)
  const value = await handle.jsonValue()
  if (value === undefined) throw new Error(`The page never reached ${moment}.`)
  return value
}

function notesOf(page: Page) {
  return page.evaluate(() => {
    const { longestTaskMs, hostShift, innerShift } = window.probe
    return { longestTaskMs, hostShift, innerShift }
  })
}

/** Bytes of everything fetched but the host page itself, as they came over the wire, sockets included. Nothing is cached. */
async function countBytes(cdp: CDPSession): Promise<() => number> {
  let bytes = 0
  const scripts = new Set<string>()
  cdp.on('Network.requestWillBeSent', ({ requestId, type }) => {
    if (type !== 'Document') scripts.add(requestId)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  cdp.on('Network.webSocketFrameReceived', ({ response }) => {
    bytes += Buffer.byteLength(response.payloadData)
  })
  await cdp.send('Network.enable')
  return () => bytes
}

/** Sends messages number `from` to `to` as fast as they are taken; answers when the last of them was painted. */
async function send(page: Page, write: Writer, from: number, to: number): Promise<number> {
  const startedAt = performance.now()
  const painted = page.evaluate((text) => window.probe.painted(text), textOf(to))
  for (let sent = from; sent < to; sent += IN_FLIGHT) {
    const count = Math.min(IN_FLIGHT, to - sent)
    await Promise.all(Array.from({ length: count }, (_, index) => write(textOf(sent + index + 1))))
  }
  await painted
  return performance.now() - startedAt
}

const textOf = (number: number) =>
  `Message number ${number}. It says what messages say, in a line or so.`

/** What the page's main thread does for each message that arrives, milliseconds of the processor. */
async function appendedCost(page: Page, cdp: CDPSession, write: Writer): Promise<number> {
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await taskSeconds(cdp)
  const arrived = await whileMessagesArrive(write, () =>
    page.waitForTimeout(ARRIVAL_SECONDS * 1000),
  )
  return (((await taskSeconds(cdp)) - before) * 1000) / arrived
}

async function inputLatency(page: Page, write: Writer): Promise<number> {
  await page.getByRole('textbox').first().focus()
  await whileMessagesArrive(write, () => page.keyboard.type(KEYS, { delay: 60 }))
  return median(await page.evaluate(() => window.probe.inputMs))
}

/** Answers how many arrived. */
async function whileMessagesArrive(write: Writer, action: () => Promise<void>): Promise<number> {
  let arrived = 0
  const timer = setInterval(() => {
    arrived += 1
    void write(`Arrived ${arrived}`)
  }, 1000 / ARRIVALS_PER_SECOND)
  await action()
  clearInterval(timer)
  return arrived
}

/** Time of the processor that the page's main thread has taken. */
async function taskSeconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN
}

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize / 2 ** 20
}
