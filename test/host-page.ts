import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands in the pages of a site: in all of them, or by their paths. */
export type PageBody = string | ((path: string) => string)

/** A site of its own origin. */
export class HostPage {
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  /** Serves `body` at every path, with the headers given; `dir` is which way it reads. */
  static async start(
    body: PageBody,
    headers: Record<string, string> = {},
    dir = 'ltr',
  ): Promise<HostPage> {
    const server = createServer(({ url = '/' }, response) => {
      const content = typeof body === 'string' ? body : body(url)
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers })
      response.end(
        `<!doctype html><html lang="en" dir="${dir}"><meta charset="utf-8"><title>Host</title><body>${content}</body></html>`,
      )
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new HostPage(server)
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
