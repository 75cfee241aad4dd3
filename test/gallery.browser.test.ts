import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { servePage } from '../gallery/pages.ts'
import { SceneServer } from '../gallery/scene-server.ts'
import { scenes } from '../gallery/scenes.ts'
import { audit, auditColours } from './audit.js'
import { launchHeadlessShell } from './launch-chromium.js'

const ARABIC = /[\u0600-\u06ff]/

let server: SceneServer
let browser: Browser
let page: Page

beforeAll(async () => {
  server = await SceneServer.start((request, response) => void servePage(request, response))
  browser = await launchHeadlessShell()
  // What fades in is looked at once it is there.
  page = await browser.newPage({
    reducedMotion: 'reduce',
    viewport: { width: 280, height: 560 },
  })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

/** How far what is drawn in the page, also in shadow roots, reaches out of it sideways, CSS pixels. */
function overflow(): number {
  const widths = [document.documentElement.scrollWidth - innerWidth]
  for (const root of document.querySelectorAll('chat-room, chat-launcher')) measure(root.shadowRoot)
  return Math.max(...widths)

  function measure(root: ShadowRoot | null): void {
    for (const element of root?.querySelectorAll('*') ?? []) {
      if (element.matches('.scroller')) widths.push(element.scrollWidth - element.clientWidth)
      measure(element.shadowRoot)
    }
  }
}

/** What can be clicked, or its label can, in less than 24 CSS pixels each way; links within a text may be smaller. */
function smallTargets(): string[] {
  const small: string[] = []
  for (const root of document.querySelectorAll('chat-room, chat-launcher')) measure(root.shadowRoot)
  return small

  function measure(root: ShadowRoot | null): void {
    for (const element of root?.querySelectorAll('*') ?? []) {
      measure(element.shadowRoot)
      if (!element.matches('button, input, select, textarea')) continue
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect()
      const isShown = width > 0 && height > 0
      if (isShown && (width < 24 || height < 24))
        small.push(`${element.outerHTML} ${width} ${height}`)
    }
  }
}

/** The name of the room, and what is chosen in a list, where there is no place for all of it. */
function cutOff(): string[] {
  const cut: string[] = []
  for (const root of document.querySelectorAll('chat-room, chat-launcher')) measure(root.shadowRoot)
  return cut

  function measure(root: ShadowRoot | null): void {
    for (const element of root?.querySelectorAll<HTMLElement>('*') ?? []) {
      measure(element.shadowRoot)
      if (!element.matches('.room-name, select')) continue
      const { width } = element.getBoundingClientRect()
      const needed = element.matches('select') ? widthOfItsOwn(element) : element.scrollWidth
      if (needed > width + 0.5) cut.push(`${element.outerHTML} ${width} ${needed}`)
    }
  }

  function widthOfItsOwn(element: HTMLElement): number {
    element.style.flexShrink = '0'
    const { width } = element.getBoundingClientRect()
    element.style.flexShrink = ''
    return width
  }
}

/** Opens a scene in Arabic. */
async function show(name: string): Promise<void> {
  await page.goto(`http://${name}.visit.localhost:${server.port}/?lang=ar&quick=1`)
  await page.locator('html[data-ready]').waitFor({ state: 'attached' })
}

/** Turns a page from Arabic into English, and waits until no control speaks Arabic. */
async function turnToEnglish(): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.lang = 'en'
    document.documentElement.dir = 'ltr'
  })
  const controls = page.locator('button, input, select, textarea')
  const inArabic = controls
    .filter({ hasText: ARABIC })
    .or(controls.and(page.getByLabel(ARABIC)))
    .or(controls.and(page.getByPlaceholder(ARABIC)))
  await expect.poll(() => inArabic.allTextContents(), { interval: 20 }).toEqual([])
}

test.each(Object.keys(scenes))(
  'the scene "%s" is accessible, light, dark and in forced colours, and fits into 1280, 390 and 280 px in either direction, with targets to hit; and it follows the page into another language',
  async (name) => {
    await show(name)
    await expectToFit()
    await turnToEnglish()
    await expectToFit()
    expect(await audit(page)).toEqual([])
    await page.emulateMedia({ forcedColors: 'active' })
    expect(await auditColours(page)).toEqual([])
    await page.emulateMedia({ forcedColors: 'none' })
  },
)

async function expectToFit(): Promise<void> {
  for (const width of [1_280, 390, 280]) {
    await page.setViewportSize({ width, height: 560 })
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0)
    expect(await page.evaluate(smallTargets)).toEqual([])
    expect(await page.evaluate(cutOff)).toEqual([])
  }
}
