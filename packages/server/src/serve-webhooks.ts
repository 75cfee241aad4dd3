import type { RoomEvent } from '@chat/protocol'
import type { Logger } from 'pino'
import type { Append, AppendResult } from './store/append.js'
import { Lease } from './store/lease.js'
import type { Sql, SqlStatement } from './store/sql.js'
import type { Webhook, WebhookEvent } from './webhooks/webhook.js'
import { WebhookOutbox } from './webhooks/webhook-outbox.js'
import { WebhookSender } from './webhooks/webhook-sender.js'

export type ServeWebhooksOptions = {
  sql: Sql
  webhooks: readonly Webhook[]
  logger: Logger
  onError: (error: unknown) => void
}

const LEASE_MS = 15_000

/** Tells other servers of what happens; undefined where nobody asked for it. */
export function serveWebhooks({ sql, webhooks, logger, onError }: ServeWebhooksOptions) {
  if (webhooks.length === 0) return undefined
  const outbox = new WebhookOutbox(sql, webhooks)
  const sender = new WebhookSender({
    outbox,
    webhooks,
    lease: new Lease(sql, 'webhooks', LEASE_MS),
    // Not the address: it may hold a secret.
    onFailure: ({ id, attempts }, reason, isGivenUp) =>
      logger.warn(
        { delivery: id, attempts: attempts + 1, reason },
        isGivenUp ? 'gave up a webhook' : 'a webhook failed and is tried again',
      ),
    onError,
  })
  return {
    sender,
    /** What is in a room's log stands in line with the same commit, or not at all. */
    also: (results: readonly AppendResult[], batch: readonly Append[]): SqlStatement[] =>
      results.flatMap((result, index) => {
        const room = batch[index]?.room
        if (result.type !== 'appended' || room === undefined) return []
        return outbox.entries(room, result.event.type, dataOf(result.event))
      }),
    announce: (room: string, type: WebhookEvent, data: object): void => {
      outbox.add(room, type, data).then(() => sender.look(), onError)
    },
  }
}

function dataOf(event: RoomEvent): object {
  return event.type === 'message' ? event.message : event
}
