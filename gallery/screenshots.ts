import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { ensureChromium } from '../scripts/ensure-chromium.mjs'
import { scenes } from './scenes.ts'

const FOLDER = join(import.meta.dirname, '../docs/images/gallery')

type Look = { name: string; width: number; theme: 'light' | 'dark'; lang: string }

const LOOKS: Look[] = [
  { name: 'phone-light', width: 390, theme: 'light', lang: 'en' },
  { name: 'phone-dark', width: 390, theme: 'dark', lang: 'en' },
  { name: 'phone-rtl', width: 390, theme: 'light', lang: 'ar' },
  { name: 'narrow-light', width: 280, theme: 'light', lang: 'en' },
  { name: 'narrow-rtl-dark', width: 280, theme: 'dark', lang: 'ar' },
  { name: 'wide-light', width: 1280, theme: 'light', lang: 'en' },
  { name: 'wide-dark', width: 1280, theme: 'dark', lang: 'en' },
]

/** Frames out of view are not painted: everything is in view, and the picture is as high as the page. */
const VIEWPORT = { width: 4_000, height: 8_000 }

/** Every scene in every look, one picture a look: its scenes side by side. */
export async function takeScreenshots(port: number): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  const browser = await chromium.launch({
    executablePath: (await ensureChromium()) ?? '',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    for (const look of LOOKS) {
      const path = join(FOLDER, `${look.name}.png`)
      await takeContactSheet(browser, port, look, path)
      console.log(path)
    }
  } finally {
    await browser.close()
  }
}

async function takeContactSheet(browser: Browser, port: number, look: Look, path: string) {
  const { width, theme, lang } = look
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: VIEWPORT,
  })
  const page = await context.newPage()
  await page.goto(`http://localhost:${port}/?width=${width}&theme=${theme}&lang=${lang}`)
  // Those out of view load lazily; all of them are wanted.
  await page.evaluate(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.loading = 'eager'
  })
  const count = Object.keys(scenes).length
  const frames = await page.locator('iframe').all()
  if (frames.length !== count) throw new Error(`${frames.length} of ${count} scenes are there.`)
  for (const frame of frames) {
    const ready = frame.contentFrame().locator('html[data-ready]')
    await ready.waitFor({ state: 'attached', timeout: 30_000 })
  }
  await page.locator('body').screenshot({ path })
  await context.close()
}
