import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site of its own origin, with one page. */
export class HostPage {
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  /** Serves `body` as the page, with the headers given. */
  static async start(body: string, headers: Record<string, string> = {}): Promise<HostPage> {
    const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><body>${body}</body></html>`
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers })
      response.end(page)
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
