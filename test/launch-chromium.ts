import { chromium, type Browser } from 'playwright-core'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A new headless Chromium. The test that launches it closes it. */
export function launchChromium(...more: string[]): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH']
  if (!executablePath)
    throw new Error('CHROMIUM_PATH is not set: run the browser project of vitest.')
  return chromium.launch({ executablePath, headless: true, args: [...args, ...more] })
}
