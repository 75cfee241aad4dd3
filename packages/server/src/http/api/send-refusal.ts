import { ChatError } from '@chat/protocol'
import type { Response } from 'express'
import { statusOf } from './status-of.js'

/** Whoever is refused is told why, and when to try again. */
export function sendRefusal(response: Response, error: ChatError): void {
  const { retryAfter } = error
  if (retryAfter !== undefined) response.set('Retry-After', `${Math.ceil(retryAfter / 1_000)}`)
  response.status(statusOf(error.code)).json({ error: error.toBody() })
}

/** Whoever presents no key that is good here. */
export function sendUnauthorised(response: Response): void {
  const error = new ChatError('forbidden', 'Present a key: Authorization: Bearer …')
  response.status(401).set('WWW-Authenticate', 'Bearer').json({ error: error.toBody() })
}
