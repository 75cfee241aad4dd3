import { ChatError, type Push, type You } from '@chat/protocol'

const PUT_OUT: readonly string[] = ['kicked', 'banned', 'room_closed']

/** The latest time that a date can hold, ms. */
const FOREVER = 8.64e15

export const AS_EVERYBODY: You = {}

/** Times of the server as this device's clock will show them. `serverNow`: what the server's shows, ms. */
export function byOwnClock(you: You, serverNow: number): You {
  const { mutedUntil } = you
  return mutedUntil === undefined
    ? you
    : { ...you, mutedUntil: timeIn(Date.parse(mutedUntil) - serverNow) }
}

/** `next`, or `before` where it says the same. */
export function keepYou(before: You, next: You = AS_EVERYBODY): You {
  const isSame =
    before.role === next.role &&
    before.mutedUntil === next.mutedUntil &&
    before.muteReason === next.muteReason
  return isSame ? before : next
}

/** What this user may do after a notice. */
export function applyNotice(you: You, notice: Push<'notice'>): You {
  const { role } = you
  const { code, retryAfter = Infinity, reason } = notice
  const asEverybody = role ? { role } : AS_EVERYBODY
  switch (code) {
    case 'muted': {
      const why = reason === undefined ? {} : { muteReason: reason }
      return { ...asEverybody, mutedUntil: timeIn(retryAfter), ...why }
    }
    case 'unmuted':
      return asEverybody
    case 'role_ended':
      return AS_EVERYBODY
    default:
      return you
  }
}

/** ISO 8601, in so many ms. */
function timeIn(ms: number): string {
  return new Date(Math.min(Date.now() + ms, FOREVER)).toISOString()
}

/** Why this user is put out of the room by it, where they are. */
export function refusalBy(notice: Push<'notice'>): ChatError | undefined {
  const { code, message } = notice
  if (!PUT_OUT.includes(code)) return undefined
  return new ChatError(code === 'banned' ? 'banned' : 'forbidden', message, notice)
}
