import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { ensureChromium } from '../scripts/ensure-chromium.mjs'

const FOLDER = join(import.meta.dirname, '../docs/images/gallery')

type Picture = { scene: string; width: number; theme: 'light' | 'dark'; lang: string }

/** Those that docs/gallery.md shows. */
const PICTURES: readonly Picture[] = [
  { scene: 'conversation', width: 390, theme: 'light', lang: 'en' },
  { scene: 'conversation', width: 390, theme: 'light', lang: 'ar' },
  { scene: 'replies', width: 390, theme: 'dark', lang: 'en' },
  { scene: 'formatting', width: 390, theme: 'light', lang: 'en' },
  { scene: 'menuOfOwn', width: 390, theme: 'light', lang: 'en' },
  { scene: 'picking', width: 280, theme: 'dark', lang: 'en' },
  { scene: 'replying', width: 390, theme: 'light', lang: 'de' },
  { scene: 'members', width: 390, theme: 'light', lang: 'en' },
  { scene: 'unread', width: 390, theme: 'dark', lang: 'en' },
  { scene: 'hard', width: 280, theme: 'light', lang: 'en' },
  { scene: 'failed', width: 280, theme: 'dark', lang: 'en' },
  { scene: 'reporting', width: 390, theme: 'light', lang: 'en' },
  { scene: 'bannedFor', width: 390, theme: 'dark', lang: 'en' },
  { scene: 'desk', width: 390, theme: 'light', lang: 'en' },
  { scene: 'sanctioning', width: 390, theme: 'dark', lang: 'de' },
  { scene: 'launcherOpen', width: 1280, theme: 'light', lang: 'en' },
]

/** One picture a scene, with its look in its name. */
export async function takeScreenshots(port: number): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  const browser = await chromium.launch({
    executablePath: (await ensureChromium()) ?? '',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    for (const picture of PICTURES) console.log(await takePicture(browser, port, picture))
  } finally {
    await browser.close()
  }
}

async function takePicture(browser: Browser, port: number, picture: Picture): Promise<string> {
  const { scene, width, theme, lang } = picture
  const look = `${width}-${theme}-${lang}`
  const page = await browser.newPage({
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width, height: width < 1_000 ? 500 : 720 },
  })
  await page.goto(`http://${scene}.${look}.localhost:${port}/?theme=${theme}&lang=${lang}`)
  await page.locator('html[data-ready]').waitFor({ state: 'attached', timeout: 30_000 })
  const path = join(FOLDER, `${scene}-${look}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  await page.close()
  return path
}
