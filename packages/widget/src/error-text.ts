import type { ChatError } from '@chat/sdk'
import type { Locale } from './locale/locale.js'

/** What failed and why, in the visitor's words. */
export function errorText(error: ChatError, locale: Locale): string {
  const say = locale.errors[error.code]
  return say ? say(Math.ceil((error.retryAfter ?? 0) / 1_000)) : error.message
}
