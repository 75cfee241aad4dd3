import { plainText } from './format/plain-text.js'
import type { Locale } from './locale/locale.js'
import type { RoomController } from './room-controller.js'

/** What the next message answers, in words; empty where nothing. */
export function answeringText({ replyTo, snapshot }: RoomController, locale: Locale): string {
  if (replyTo === '') return ''
  const message = snapshot.messages.findLast(({ id }) => id === replyTo)
  if (!message) return locale.earlierMessage
  const { deleted, hidden } = message
  const text = deleted ? locale.deleted : hidden ? locale.hidden : plainText(message.text)
  return locale.sayOf(locale.replyTo(message.user.name), text)
}
