import { readFileSync } from 'node:fs'
import type { Webhook } from '../webhooks/webhook.js'
import { UsageError } from './usage-error.js'

/** The webhooks that a JSON file names; whether each is right, the server says. @throws UsageError */
export function readWebhooksFile(path: string, source: string): readonly Webhook[] {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`${source} must be a JSON file that can be read: ${reasonOf(error)}`)
  }
  if (Array.isArray(content) && content.every(isWebhook)) return content
  throw new UsageError(
    `${source} must hold a list such as [{ "url": "https://…", "secret": "whsec_…" }].`,
  )
}

/** Without what stands in the file: a part of it may be a secret. */
function reasonOf(error: unknown): string {
  if (!(error instanceof SyntaxError)) return error instanceof Error ? error.message : String(error)
  const [place] = /at position \d+( \(line \d+ column \d+\))?/.exec(error.message) ?? []
  return place === undefined ? 'it is no JSON.' : `it is no JSON ${place}.`
}

function isWebhook(value: unknown): value is Webhook {
  const webhook = value as Partial<Webhook> | null
  return typeof webhook?.url === 'string' && typeof webhook.secret === 'string'
}
