import { randomUUID } from 'node:crypto'

/** As `@chat/sdk` makes them: a UUID that begins with the time. */
export function createMessageId(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
