import { randomUUID } from 'node:crypto'
import type { CDPSession, Page } from 'playwright-core'
import { launchChromium } from '../../test/launch-chromium.ts'
import type { Contender } from '../contender.ts'
import { Connection } from '../load/connection.ts'
import type { Target } from '../load/job.ts'
import { median } from '../measurement.ts'
import { withServer } from '../with-server.ts'
import { installProbe } from './probe.ts'
import { servePage } from './serve-page.ts'

const ROOM = 'bench'
const IN_FLIGHT = 200
/** The pace at which messages arrive while somebody types. */
const ARRIVALS_PER_SECOND = 50
const KEYS = 'the quick brown fox jumps over the lazy dog'

export type Visit = {
  kilobytes: number
  interactiveMs: number
  fewMs: number
  manyMs: number
  appendedMs: number
  heapMegabytes: number
  longestTaskMs: number
  inputMs: number
  /** Absent where nothing is stored. */
  historyPaintMs?: number
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
    try {
      const page = await browser.newPage()
      await page.addInitScript(installProbe)
      const cdp = await page.context().newCDPSession(page)
      const bytes = await countBytes(cdp)
      await page.goto(host.url)
      const interactiveMs = await waitFor(page, 'interactiveAt')
      const kilobytes = bytes() / 1024

      const write = await startWriting(target)
      const fewMs = await flood(page, write, 0, few)
      const manyMs = fewMs + (await flood(page, write, few, many))
      const typed = await typeWhileMessagesArrive(page, cdp, write)
      const heapMegabytes = await heapOf(cdp)
      const longestTaskMs = await page.evaluate(() => window.probe.longestTaskMs)
      const visited = {
        kilobytes,
        interactiveMs,
        fewMs,
        manyMs,
        ...typed,
        heapMegabytes,
        longestTaskMs,
      }
      if (contender.dialect !== 'chat') return visited

      await page.goto(host.url)
      const paintedAt = await waitFor(page, 'paintedAt')
      return { ...visited, historyPaintMs: paintedAt - (await waitFor(page, 'joinedAt')) }
    } finally {
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

/** Bytes of everything fetched but the host page itself, as they came over the wire, sockets included. */
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

async function startWriting(target: Target): Promise<Writer> {
  const connection = await Connection.open(target.port, target.dialect)
  await connection.request('join', { room: ROOM })
  return (text) => connection.request('message', { room: ROOM, id: randomUUID(), text })
}

/** Sends messages number `from` to `to` as fast as they are taken; answers when the last of them was painted. */
async function flood(page: Page, write: Writer, from: number, to: number): Promise<number> {
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

async function typeWhileMessagesArrive(page: Page, cdp: CDPSession, write: Writer) {
  await page.getByRole('textbox').first().focus()
  await cdp.send('Performance.enable')
  const before = await taskSeconds(cdp)
  let arrived = 0
  const timer = setInterval(() => {
    arrived += 1
    void write(`Arrived ${arrived}`)
  }, 1000 / ARRIVALS_PER_SECOND)
  await page.keyboard.type(KEYS, { delay: 60 })
  clearInterval(timer)
  const inputMs = median(await page.evaluate(() => window.probe.inputMs))
  const busySeconds = (await taskSeconds(cdp)) - before
  return { inputMs, appendedMs: (busySeconds * 1000) / arrived }
}

/** Time that the page's main thread has been busy. */
async function taskSeconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN
}

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize / 2 ** 20
}
