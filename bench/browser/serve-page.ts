import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import { installProbe, type Moment } from './probe.ts'

export type ServedPage = {
  url: string
  /** When the page that is opened next reaches this, milliseconds since its navigation. */
  told: (moment: Moment) => Promise<number>
  close: () => void
}

/** Serves one page from an origin of its own, as a host site would, and hears from its probe. */
export async function servePage(html: string): Promise<ServedPage> {
  const probe = `<script>(${installProbe.toString()})()</script>`
  const page = html.replace('</title>', (tag) => tag + probe)
  const moments = new EventEmitter<Record<Moment, [at: number]>>()
  const hear = async (request: IncomingMessage) => {
    const { moment, at } = (await json(request)) as { moment: Moment; at: number }
    moments.emit(moment, at)
  }
  const server = createServer((request, response) => {
    if (request.method === 'POST') void hear(request)
    response.writeHead(200, { 'content-type': 'text/html' }).end(page)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No free port.')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    told: (moment) => new Promise((resolve) => moments.once(moment, resolve)),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
