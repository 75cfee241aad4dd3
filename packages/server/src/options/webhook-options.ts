import { WEBHOOK_EVENTS, type Webhook } from '../webhooks/webhook.js'

const MIN_SECRET_BYTES = 24

/** @throws TypeError which webhook is wrong, and what is allowed; without its secret */
export function readWebhooks(webhooks: readonly Webhook[]): readonly Webhook[] {
  const urls = new Set<string>()
  for (const { url, secret, events = [], rooms = [] } of webhooks) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new TypeError(`webhooks: url must be an http or https address, not "${url}".`)
    }
    if (urls.has(url)) throw new TypeError(`webhooks: "${url}" is there twice.`)
    urls.add(url)
    if (!isSecret(secret)) {
      throw new TypeError(
        `webhooks: the secret of "${url}" must be whsec_ and the base64 of at least ${MIN_SECRET_BYTES} bytes.`,
      )
    }
    const unknown = events.find((event) => !WEBHOOK_EVENTS.includes(event))
    if (unknown !== undefined) {
      throw new TypeError(`webhooks: events are ${WEBHOOK_EVENTS.join(', ')}, not "${unknown}".`)
    }
    if (rooms.some((room) => typeof room !== 'string')) {
      throw new TypeError('webhooks: rooms must be names of rooms.')
    }
  }
  return webhooks
}

function isSecret(secret: unknown): boolean {
  if (typeof secret !== 'string' || !/^whsec_[A-Za-z0-9+/]+=*$/.test(secret)) return false
  return Buffer.from(secret.slice('whsec_'.length), 'base64').length >= MIN_SECRET_BYTES
}
