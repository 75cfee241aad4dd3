import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { expect, onTestFinished, test } from 'vitest'
import { eventually } from '../eventually.js'
import { startServer } from '../running-server.js'
import { SECRET } from '../webhook-receiver.js'
import { note, printAtTheEnd } from './tally.js'
import { guest, ROOM } from './troublemaker.js'

printAtTheEnd()

type Headers = Record<string, string>
type Delivery = { headers: IncomingHttpHeaders; body: string }

/** The site's side, as docs/hooks.md has it: verified, and each id once. Or one that believes everybody. */
async function receive(isChecking: boolean) {
  const taken = new Map<string, Delivery>()
  let count = 0
  const server = createServer((request, response) => {
    void readText(request).then((body) => {
      const { headers } = request
      const id = String(headers['webhook-id'])
      try {
        if (isChecking) new Webhook(SECRET).verify(body, headers as Headers)
        if (!isChecking || !taken.has(id)) count += 1
        taken.set(id, { headers, body })
        response.writeHead(204).end()
      } catch {
        response.writeHead(401).end()
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return { url, taken, count: () => count }
}

function sign(id: string, at: Date, body: string, secret = SECRET): Headers {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
}

test.each([
  ['a receiver that does not check', false],
  ['a receiver that checks', true],
])('forged and replayed deliveries to %s', async (name, isChecking) => {
  const receiver = await receive(isChecking)
  const webhooks = [{ url: receiver.url, secret: SECRET, events: ['message' as const] }]
  const { url } = await startServer({ webhooks })
  const ann = await guest(url, 'Ann')
  await ann.request('message', { room: ROOM, text: 'true' })
  await eventually(() => expect(receiver.count()).toBe(1))

  // What somebody on the way has seen, and makes of it.
  const [{ headers, body } = { headers: {}, body: '' }] = receiver.taken.values()
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
  const seen: Headers = Object.fromEntries(names.map((one) => [one, String(headers[one])]))
  const false_ = body.replace('true', 'false')
  const hourAgo = new Date(Date.now() - 3_600_000)
  const foreign = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
  const { 'webhook-signature': signature = '', ...unsigned } = seen
  const forged: [Headers, string][] = [
    [unsigned, body],
    [seen, false_],
    [{ ...seen, 'webhook-id': 'another' }, body],
    [{ ...seen, 'webhook-timestamp': String(Number(seen['webhook-timestamp']) + 60) }, body],
    [sign('forged', new Date(), false_, foreign), false_],
    [{ ...seen, 'webhook-signature': signature.replace('v1,', 'v0,') }, body],
    // True ones, again: an hour later, and at once.
    [sign('earlier', hourAgo, body), body],
    [seen, body],
  ]
  for (const [changed, text] of forged) {
    await fetch(receiver.url, { method: 'POST', headers: changed, body: text })
  }
  const believed = receiver.count() - 1
  note('Forged and replayed webhooks', name, `${believed} of ${forged.length} believed`)
  expect(believed).toBe(isChecking ? 0 : forged.length)
})
