import { ChatClient, type Room } from '@chat/sdk'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { Stage } from './stage.js'

export type LauncherVisit = {
  attributes?: string
  /** What stands in the launcher. */
  content?: string
  headers?: Record<string, string>
  browser?: BrowserContextOptions
}

/** A page with a launcher on it, as a visitor sees it. */
export class LauncherPage {
  readonly page: Page
  readonly launcher: Locator
  readonly button: Locator
  readonly panel: Locator
  readonly composer: Locator

  constructor(page: Page) {
    this.page = page
    this.launcher = page.locator('chat-launcher')
    this.button = this.launcher.locator('[part=button]')
    this.panel = this.launcher.locator('[part=panel]')
    this.composer = this.launcher.getByRole('textbox', { name: 'Message' })
  }

  static async open(stage: Stage, room: string, visit: LauncherVisit = {}): Promise<LauncherPage> {
    const { attributes = '', content = '', headers = {}, browser = {} } = visit
    const { page } = await stage.visit(
      `<main><h1>A shop</h1><a href="/next">Next page</a></main><chat-launcher room="${room}" ${attributes}>${content}</chat-launcher>`,
      {
        headers,
        script: `<meta name="viewport" content="width=device-width, viewport-fit=cover"><script src="${stage.url}/launcher.js"></script>`,
        browser: { viewport: { width: 1_000, height: 700 }, ...browser },
      },
    )
    return new LauncherPage(page)
  }

  /** Another tab of the visitor on the same page. */
  async openTab(): Promise<LauncherPage> {
    const tab = new LauncherPage(await this.page.context().newPage())
    await tab.page.goto(this.page.url())
    return tab
  }

  /** Opens the room by its button, and waits until one can write in it. */
  async openRoom(): Promise<this> {
    await this.button.click()
    return this.isReady()
  }

  async isReady(): Promise<this> {
    await this.launcher.getByRole('log').waitFor()
    await this.page.waitForFunction(
      () => document.querySelector('chat-launcher')?.chatRoom?.status === 'connected',
    )
    return this
  }

  /** Whether the focus is in the composer. */
  isWriting(): Promise<boolean> {
    return this.composer.evaluate((field) => field.matches(':focus'))
  }
}

/** Somebody without a page, in the room until the test ends. */
export async function joinAsHelper(stage: Stage, room: string): Promise<Room> {
  const client = new ChatClient({ url: stage.url, storage: null, name: 'Helper' })
  stage.onLeave(() => client.close())
  return client.join(room)
}
