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

/** A new Chromium, as people have it, without a screen. The test that launches it closes it. */
export function launchChromium(...more: string[]): Promise<Browser> {
  return launch('CHROMIUM_PATH', more)
}

/** A new Chromium without the windows of a browser, which a test of one page does not need. The test closes it. */
export function launchHeadlessShell(...more: string[]): Promise<Browser> {
  return launch('HEADLESS_SHELL_PATH', more)
}

function launch(variable: string, more: string[]): Promise<Browser> {
  const executablePath = process.env[variable]
  if (!executablePath) throw new Error(`${variable} is not set: run the browser project of vitest.`)
  return chromium.launch({ executablePath, headless: true, args: [...args, ...more] })
}
