import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { Builder, Capabilities, Key, type WebDriver } from 'selenium-webdriver'
import type { EnginePage } from './engine-page.js'
import { freePort, untilListening } from './ports.js'

/** Paths of WebKitGTK's driver and browser, and of the display server that they need. */
export type WebKitPrograms = { driver: string; browser: string; display: string }

/** A page in WebKitGTK's own browser, on a display that nobody sees, driven over WebDriver. */
export class WebKitPage implements EnginePage {
  readonly #processes: ChildProcess[]
  readonly #driver: WebDriver

  private constructor(processes: ChildProcess[], driver: WebDriver) {
    this.#processes = processes
    this.#driver = driver
  }

  static async open(programs: WebKitPrograms): Promise<WebKitPage> {
    const screen = ['-screen', '0', '1280x900x24', '-nolisten', 'tcp']
    // It picks a free display, and writes its number to descriptor 3.
    const display = spawn(programs.display, ['-displayfd', '3', ...screen], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    const [number] = (await once(display.stdio[3] as Readable, 'data')) as [Buffer]
    const port = await freePort()
    const driver = spawn(programs.driver, [`--port=${port}`], {
      stdio: 'ignore',
      env: {
        ...process.env,
        DISPLAY: `:${number.toString().trim()}`,
        LIBGL_ALWAYS_SOFTWARE: '1',
        // A container's root may not make the namespaces that the sandbox stands on.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      },
    })
    const processes = [driver, display]
    try {
      await untilListening(port)
      return new WebKitPage(processes, await connect(port, programs.browser))
    } catch (error) {
      await endAll(processes)
      throw error
    }
  }

  async goto(url: string): Promise<void> {
    await this.#driver.get(url)
  }

  async evaluate<Result>(
    run: (argument: string) => Result | Promise<Result>,
    argument = '',
  ): Promise<Result> {
    return this.#driver.executeScript<Result>(run, argument)
  }

  async type(text: string): Promise<void> {
    await this.#driver.actions().sendKeys(text).perform()
  }

  async press(key: 'Enter' | 'Escape' | 'Tab'): Promise<void> {
    const keys = { Enter: Key.ENTER, Escape: Key.ESCAPE, Tab: Key.TAB }
    await this.#driver.actions().sendKeys(keys[key]).perform()
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#driver.manage().window().setRect({ x: 0, y: 0, width, height })
  }

  async close(): Promise<void> {
    await this.#driver.quit().catch(() => undefined)
    await endAll(this.#processes)
  }
}

function connect(port: number, binary: string): Promise<WebDriver> {
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary, args: ['--automation'] },
  })
  return new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities(capabilities)
    .build()
}

async function endAll(processes: ChildProcess[]): Promise<void> {
  for (const process of processes) {
    if (process.exitCode !== null || process.signalCode !== null) continue
    const ended = once(process, 'exit')
    process.kill('SIGKILL')
    await ended
  }
}
