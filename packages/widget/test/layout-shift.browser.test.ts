import { readFileSync } from 'node:fs'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { createTexts, fillRoom, joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { LauncherPage } from './launcher-page.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage()

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
/** The element as the README has it. */
const SNIPPET = /<chat-room .*<\/chat-room>/.exec(README)?.[0] ?? ''

/** What of a page moved: something of the host page, or only something in an element, which Chromium does not name. */
type Shift = { isOfHost: boolean; value: number }
type LayoutShift = PerformanceEntry & { value: number; sources: { node: Node | null }[] }

declare global {
  interface Window {
    shifts: Shift[]
  }
}

/** Notes every layout shift that Chromium counts, and holds the script back until the page was painted without it. */
async function watch(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.shifts = []
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as LayoutShift[])
        window.shifts.push({ isOfHost: sources.some(({ node }) => node), value })
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await context.route(/\/(chat|launcher)\.js$/, async (route) => {
    const page = route.request().frame().page()
    await page.waitForFunction(() =>
      performance.getEntriesByName('first-contentful-paint').some(Boolean),
    )
    await route.continue()
  })
}

/** Once two more frames are painted, so that nothing is still to be counted. */
function shiftsOf(page: Page): Promise<Shift[]> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    return window.shifts
  })
}

function nextFrame(page: Page): Promise<void> {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve())))
}

function visit(markup: string, browser: BrowserContextOptions = {}): Promise<RoomPage> {
  return stage().visit(`<h1>Above</h1>${markup}<p>Below</p>`, {
    script: `<script async src="${stage().url}/chat.js"></script>`,
    prepare: watch,
    browser,
  })
}

test('a page with the element as the README has it does not move: not when the script comes, nor as the room fills up', async () => {
  expect(SNIPPET).toContain('room="support"')
  const ann = await visit(SNIPPET)
  await ann.isReady()
  expect(await shiftsOf(ann.page)).toEqual([])

  const zoe = await joinAs(stage(), 'Zoe', 'support')
  for (const text of createTexts(12)) await zoe.send(text)
  await eventually(() => ann.texts.count()).toBe(12)
  expect(await shiftsOf(ann.page)).toEqual([])

  await fillRoom(zoe, createTexts(60, 13))
  await eventually(() => ann.texts.last().textContent()).toBe(createTexts(1, 72)[0])
  // Where more come at once than frames can take, what is between may move inside the list. The page does not.
  expect((await shiftsOf(ann.page)).filter(({ isOfHost }) => isOfHost)).toEqual([])

  await ann.page.reload()
  await ann.isReady()
  await ann.texts.first().waitFor()
  expect(await shiftsOf(ann.page)).toEqual([])
})

test.each([480, 1_200])(
  'in a room of %i pixels nothing moves but by scrolling, as old rows go while new ones come',
  async (height) => {
    const ann = await visit(
      `<chat-room room="long-${height}" style="display: block; height: ${height}px"></chat-room>`,
      { viewport: { width: 390, height: height + 200 } },
    )
    await ann.isReady()
    const zoe = await joinAs(stage(), 'Zoe', `long-${height}`)
    // As fast as frames come.
    for (const text of createTexts(70)) await Promise.all([zoe.send(text), nextFrame(ann.page)])
    await eventually(() => ann.texts.last().textContent()).toBe(createTexts(1, 70)[0])
    await eventually(() => ann.texts.count()).toBeLessThan(40)
    expect(await shiftsOf(ann.page)).toEqual([])
  },
)

test('without a place kept free for it the page does move, which is why the README keeps one', async () => {
  const ann = await visit('<chat-room room="jump"></chat-room>')
  await ann.isReady()
  await eventually(async () => (await shiftsOf(ann.page)).some(({ isOfHost }) => isOfHost)).toBe(
    true,
  )
})

test('a rule for the time before the script keeps the place too, and nothing else of the element', async () => {
  const rule = 'chat-room:not(:defined) { display: block; height: 480px; max-height: 100dvh }'
  const ann = await visit(`<style>${rule}</style><chat-room room="rule"></chat-room>`)
  await ann.isReady()
  expect(await shiftsOf(ann.page)).toEqual([])
})

test('a launcher moves nothing, neither when its script comes nor when it opens', async () => {
  const { page } = await stage().visit(
    '<h1>Above</h1><chat-launcher room="corner"></chat-launcher><p>Below</p>',
    { script: `<script async src="${stage().url}/launcher.js"></script>`, prepare: watch },
  )
  const launcher = new LauncherPage(page)
  await launcher.button.waitFor()
  expect(await shiftsOf(page)).toEqual([])
  await launcher.openRoom()
  expect(await shiftsOf(page)).toEqual([])
})
