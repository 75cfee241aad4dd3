import type { User } from '@chat/protocol'
import { SERVER_USER } from './moderation/server-user.js'

/** In whose name something is done, and why. */
export type Acting = {
  /** Stands in the audit trail and, where members see who did it, in the room. Default "Server". */
  by?: string
  /** For the audit trail and whoever it is done to. */
  reason?: string
}

export function userOf(by: string | undefined): User {
  return by === undefined ? SERVER_USER : { ...SERVER_USER, name: by }
}
