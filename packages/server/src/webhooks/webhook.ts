import type { RoomEventType } from '@chat/protocol'

/** Events that a webhook can be told of: those of rooms' logs, and what happens around them. */
export const WEBHOOK_EVENTS = [
  'message',
  'edit',
  'delete',
  'reaction',
  'settings',
  'hide',
  'clear',
  'join',
  'leave',
  'report',
  'moderate',
] as const satisfies readonly (RoomEventType | 'join' | 'leave' | 'report' | 'moderate')[]

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

/** Somewhere to tell of what happens. */
export type Webhook = {
  /** `https://…`, or `http://…` in a network that you trust. */
  url: string
  /** Signs each delivery as Standard Webhooks has it: `whsec_` and base64, at least 24 bytes. */
  secret: string
  /** Default: all. */
  events?: readonly WebhookEvent[]
  /** Default: all. */
  rooms?: readonly string[]
}

/** Of each event type the webhooks that want it in a room. */
export function webhooksFor(
  webhooks: readonly Webhook[],
  event: WebhookEvent,
  room: string,
): Webhook[] {
  return webhooks.filter(
    ({ events, rooms }) => (!events || events.includes(event)) && (!rooms || rooms.includes(room)),
  )
}
