import { launch, type Browser, type Page } from 'puppeteer-core'
import type { EnginePage } from './engine-page.js'

/** A page in a headless Firefox of its own, driven over WebDriver BiDi. */
export class FirefoxPage implements EnginePage {
  readonly #browser: Browser
  readonly #page: Page

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser
    this.#page = page
  }

  static async open(executablePath: string): Promise<FirefoxPage> {
    const browser = await launch({ browser: 'firefox', executablePath, headless: true })
    return new FirefoxPage(browser, await browser.newPage())
  }

  async goto(url: string): Promise<void> {
    await this.#page.goto(url)
  }

  async evaluate<Result>(
    run: (argument: string) => Result | Promise<Result>,
    argument = '',
  ): Promise<Result> {
    return this.#page.evaluate(run, argument)
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text)
  }

  async press(key: 'Enter' | 'Escape' | 'Tab'): Promise<void> {
    await this.#page.keyboard.press(key)
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#page.setViewport({ width, height })
  }

  async close(): Promise<void> {
    await this.#browser.close()
  }
}
