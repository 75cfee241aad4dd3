import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { onTestFinished } from 'vitest'

export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

export type Received = {
  id: string
  type: string
  room: string
  at: string
  data: Record<string, unknown>
}

/** A real server that takes webhooks, verifies each as the standard's own library does, and fails when it is told to. */
export class WebhookReceiver {
  readonly taken: Received[] = []
  /** Those that were answered with a failure. */
  refused = 0
  isFailing = false
  /** Awaited before a delivery is answered. */
  onTake: () => Promise<void> = async () => {}
  headers: IncomingHttpHeaders[] = []
  bodies: string[] = []
  url = ''

  static async open(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver()
    const server = createServer((request, response) => {
      void receiver.#take(request, response)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return receiver
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(request)
    await this.onTake()
    this.headers.push(request.headers)
    this.bodies.push(body)
    if (this.isFailing) {
      this.refused += 1
      response.writeHead(503).end()
      return
    }
    const payload = new Webhook(SECRET).verify(body, request.headers as Record<string, string>)
    this.taken.push(payload as Received)
    response.writeHead(204).end()
  }

  get texts(): unknown[] {
    return this.taken.filter(({ type }) => type === 'message').map(({ data }) => data['text'])
  }
}
