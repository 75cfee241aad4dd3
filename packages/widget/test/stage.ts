import { createChatServer, type ChatServer, type ChatServerOptions } from '@chat/server'
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
/* eslint-disable import-x/no-relative-packages -- what browser tests of all packages stand on is the repository's own */
import { HostPage, type PageBody } from '../../../test/host-page.js'
import { launchHeadlessShell } from '../../../test/launch-chromium.js'
import { TcpProxy } from '../../../test/tcp-proxy.js'
/* eslint-enable import-x/no-relative-packages */
import { look, lookOfBrowser } from './look.js'
import { RoomPage } from './room-page.js'

export type Proxy = TcpProxy

export type Visit = {
  /** Response headers of the host page. */
  headers?: Record<string, string>
  /** What stands before the markup. Default: the widget as a classic script. */
  script?: string
  browser?: BrowserContextOptions
  /** Runs with the new browser profile, before the page is opened. */
  prepare?: (context: BrowserContext) => Promise<unknown>
}

/** A browser and a chat server for the tests of one file. Every visit has a profile of its own, on a site of its own. */
export class Stage {
  readonly #browser: Browser
  readonly server: ChatServer
  readonly url: string
  readonly port: number
  #closers: (() => Promise<void>)[] = []

  private constructor(
    browser: Browser,
    server: ChatServer,
    address: { url: string; port: number },
  ) {
    this.#browser = browser
    this.server = server
    this.url = address.url
    this.port = address.port
  }

  static async open(options: ChatServerOptions = {}, launch = launchHeadlessShell): Promise<Stage> {
    const server = createChatServer({
      database: 'memory',
      logLevel: 'silent',
      rates: 'off',
      ...options,
    })
    const [browser, address] = await Promise.all([launch(), server.listen({ host: '127.0.0.1' })])
    return new Stage(browser, server, address)
  }

  /** Opens a page of another site that has `markup` in it. */
  async visit(markup: PageBody, visit: Visit = {}): Promise<RoomPage> {
    const { headers, script = `<script src="${this.url}/chat.js"></script>` } = visit
    const body = (path: string) => script + (typeof markup === 'string' ? markup : markup(path))
    const site = await HostPage.start(body, headers, look.dir)
    const context = await this.#browser.newContext({ ...lookOfBrowser, ...visit.browser })
    this.onLeave(async () => {
      await context.close()
      await site.close()
    })
    context.setDefaultTimeout(20_000)
    await visit.prepare?.(context)
    const page = await context.newPage()
    await page.goto(site.url)
    return new RoomPage(page)
  }

  /** A way to the server that can break; it may come from another address of 127.0.0.0/8. */
  async proxy(localAddress?: string): Promise<TcpProxy> {
    const proxy = await TcpProxy.start(this.port, localAddress)
    this.onLeave(() => proxy.close())
    return proxy
  }

  /** Something else that ends with the test. */
  onLeave(close: () => Promise<void>): void {
    this.#closers.push(close)
  }

  /** Ends every visit. */
  async clear(): Promise<void> {
    const closers = this.#closers.toReversed()
    this.#closers = []
    for (const close of closers) await close()
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.server.close()
  }
}

/** A stage for the tests of this file, there once the first test runs. */
export function useStage(
  options?: ChatServerOptions,
  launch?: () => Promise<Browser>,
): () => Stage {
  let stage: Stage | undefined
  beforeAll(async () => {
    stage = await Stage.open(options, launch)
  })
  afterEach(() => stage?.clear())
  afterAll(() => stage?.close())
  return () => {
    if (!stage) throw new Error('The stage is there only while tests run.')
    return stage
  }
}
