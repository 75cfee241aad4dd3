import { ChatError, isDisplayName, isReason, MAX_REASON, type User } from '@chat/protocol'
import { SERVER_USER } from './moderation/server-user.js'

/** In whose name something is done, and why. */
export type Acting = {
  /** Stands in the audit trail and, where members see who did it, in the room: a name. Default "Server". */
  by?: string
  /** For the audit trail and whoever it is done to; a text of at most 500 characters. */
  reason?: string
}

/** @throws ChatError `invalid_payload` */
export function readActing({ by, reason }: Acting): { by: User; reason: string | undefined } {
  if (by !== undefined && !(typeof by === 'string' && isDisplayName(by))) {
    throw new ChatError('invalid_payload', 'by must be a name.')
  }
  if (reason !== undefined && !(typeof reason === 'string' && isReason(reason))) {
    const what = `reason must be a text of at most ${MAX_REASON} characters.`
    throw new ChatError('invalid_payload', what)
  }
  return { by: by === undefined ? SERVER_USER : { ...SERVER_USER, name: by }, reason }
}
