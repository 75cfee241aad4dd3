import { ChatError, type Push, type You } from '@chat/protocol'

const PUT_OUT: readonly string[] = ['kicked', 'banned', 'room_closed']

/** The latest time that a date can hold, ms. */
const FOREVER = 8.64e15

export const AS_EVERYBODY: You = {}

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
      const until = new Date(Math.min(Date.now() + retryAfter, FOREVER))
      const why = reason === undefined ? {} : { muteReason: reason }
      return { ...asEverybody, mutedUntil: until.toISOString(), ...why }
    }
    case 'unmuted':
      return asEverybody
    case 'role_ended':
      return AS_EVERYBODY
    default:
      return you
  }
}

/** Why this user is put out of the room by it, where they are. */
export function refusalBy(notice: Push<'notice'>): ChatError | undefined {
  const { code, message } = notice
  if (!PUT_OUT.includes(code)) return undefined
  return new ChatError(code === 'banned' ? 'banned' : 'forbidden', message, notice)
}
