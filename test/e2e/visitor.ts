import type { Browser, BrowserContext, Page } from 'playwright-core'
import { HostPage } from '../host-page.js'
import { TcpProxy } from '../tcp-proxy.js'

type Shown = { id: string; seq: number; text: string }

/** A person with a browser of their own, on a site of its own origin, behind a network that can fail. */
export class Visitor {
  readonly proxy: TcpProxy
  readonly page: Page
  readonly #site: HostPage
  readonly #context: BrowserContext

  private constructor(proxy: TcpProxy, site: HostPage, context: BrowserContext, page: Page) {
    this.proxy = proxy
    this.#site = site
    this.#context = context
    this.page = page
  }

  static async arrive(browser: Browser, serverPort: number, room: string): Promise<Visitor> {
    const proxy = await TcpProxy.start(serverPort)
    const site = await HostPage.start(
      `<script src="${proxy.url}/chat.js"></script><chat-room room="${room}"></chat-room>`,
    )
    const context = await browser.newContext()
    const page = await context.newPage()
    const visitor = new Visitor(proxy, site, context, page)
    await page.goto(site.url)
    await visitor.isReady()
    return visitor
  }

  /** Resolves when the room is joined and shown. */
  async isReady(): Promise<void> {
    await this.page.locator('chat-room textarea').waitFor()
    await this.page.waitForFunction(
      () => document.querySelector('chat-room')?.status === 'connected',
    )
    await this.page.locator('chat-room [role=log]').waitFor()
  }

  /** Writes in the composer and presses Enter. */
  async write(text: string): Promise<void> {
    const composer = this.page.locator('chat-room textarea')
    await composer.fill(text)
    await composer.press('Enter')
  }

  /** Begins to send, one after the other as fast as it goes; what is not stored yet when this resolves is still on its way. */
  async beginSending(texts: string[]): Promise<void> {
    await this.page.evaluate((all) => {
      const element = document.querySelector('chat-room')
      const acknowledged: string[] = []
      Object.assign(globalThis, { acknowledged })
      for (const text of all) {
        void element?.send(text).then((message) => acknowledged.push(message.id))
      }
    }, texts)
  }

  /** Ids of what the server has acknowledged of {@link beginSending}. */
  acknowledged(): Promise<string[]> {
    return this.page.evaluate(
      () => (globalThis as unknown as { acknowledged: string[] }).acknowledged,
    )
  }

  /** What is loaded, in the order shown. */
  messages(): Promise<Shown[]> {
    return this.page.evaluate(() =>
      (document.querySelector('chat-room')?.messages ?? []).map(({ id, seq, text }) => ({
        id,
        seq,
        text,
      })),
    )
  }

  async texts(): Promise<string[]> {
    return (await this.messages()).map(({ text }) => text)
  }

  /** What the person reads. */
  shownTexts(): Promise<string[]> {
    return this.page.locator('chat-room .text').allInnerTexts()
  }

  /** Begins to note every number of people that is shown, from the one shown now. */
  async beginCounting(): Promise<void> {
    await this.page.evaluate(() => {
      const root = document.querySelector('chat-room')?.shadowRoot
      if (!root) throw new Error('There is no room.')
      const counted: string[] = []
      Object.assign(globalThis, { counted })
      const note = () => {
        const shown = root.querySelector('header .count')?.textContent ?? 'nothing'
        if (shown !== counted.at(-1)) counted.push(shown)
      }
      note()
      new MutationObserver(note).observe(root, {
        childList: true,
        characterData: true,
        subtree: true,
      })
    })
  }

  /** The numbers of people shown since {@link beginCounting}, each that differs from the one before. */
  counted(): Promise<string[]> {
    return this.page.evaluate(() => (globalThis as unknown as { counted: string[] }).counted)
  }

  async leave(): Promise<void> {
    await this.#context.close()
    await this.#site.close()
    await this.proxy.close()
  }
}
