import { ChatError, isChatError } from '@chat/protocol'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { Administration } from '../administration.js'
import { sendRefusal } from './send-refusal.js'

/** Nothing of it is kept, framed or read by other sites, whatever app it stands in. */
export const keepPrivate: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store').set('X-Content-Type-Options', 'nosniff')
  response.set('Cross-Origin-Resource-Policy', 'same-origin')
  next()
}

/** Answers with what went wrong, whatever app it stands in. */
// Four parameters: that is how Express knows an error handler.
export function createErrorHandler({ onError }: Administration): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) next(error)
    else if (isChatError(error)) sendRefusal(response, error)
    else if (isHttpError(error)) {
      const isLarge = error.status === 413
      const message = isLarge ? 'The body is too large.' : 'The body is not valid JSON.'
      const refusal = new ChatError('invalid_payload', message)
      response.status(error.status).json({ error: refusal.toBody() })
    } else {
      onError(error)
      sendRefusal(response, new ChatError('unavailable'))
    }
  }
}

/** What Express itself refuses, as a body that is too large or no JSON. */
function isHttpError(error: unknown): error is { status: number } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status < 500
  )
}
