import type { ReportOutcome } from '../action.js'
import type { AuditEntry, HeldMessage, ReportedMessage, Review, Sanction } from '../review.js'
import { arrayOf, isString, object, type Guard } from './guard.js'
import { isMessage, isUser } from './message.js'

const isKind: Guard<Sanction['type']> = (value): value is 'mute' =>
  value === 'mute' || value === 'ban'
const isOutcome: Guard<ReportOutcome> = (value): value is ReportOutcome => isString(value)
const isDetails: Guard<Record<string, unknown>> = (value): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Tells a well-formed entry of each list that moderators look through. Run by their clients. */
export const reviewGuards: { [L in keyof Review]: Guard<Review[L]> } = {
  reports: object<ReportedMessage>(
    {
      id: isString,
      message: isMessage,
      context: arrayOf(isMessage),
      reports: arrayOf(
        object<ReportedMessage['reports'][number]>({ by: isUser, reason: isString, at: isString }),
      ),
      at: isString,
    },
    { room: isString, outcome: isOutcome },
  ),
  held: object<HeldMessage>(
    { id: isString, user: isUser, text: isString, at: isString, reason: isString },
    { room: isString, replyTo: isString },
  ),
  sanctions: object<Sanction>(
    { id: isString, type: isKind, user: isUser, at: isString, by: isUser },
    { room: isString, until: isString, reason: isString, liftedAt: isString },
  ),
  audit: object<AuditEntry>(
    { id: isString, at: isString, by: isUser, action: isString },
    { room: isString, target: isString, details: isDetails, reason: isString },
  ),
}
