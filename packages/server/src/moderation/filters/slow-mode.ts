import type { Tally } from '../../rate-limit/tally.js'
import { PASS, refusal, type MessageFilter } from '../message-verdict.js'
import { tooSoon } from '../too-soon.js'

/** In a room with slow mode so many seconds lie between one message of a visitor and their next. */
export function slowMode(tally: Tally): MessageFilter {
  const count = async (room: string, userId: string, seconds: number) => {
    // With the pace in the key, so that a pace that was changed holds at once.
    const counted = await tally.add(`slow ${seconds} ${userId} ${room}`, seconds)
    if (counted.count === 1) return PASS
    return refusal(tooSoon('The room is in slow mode', counted.resetMs))
  }
  // Without a promise where there is nothing to count.
  return ({ room, user }, { settings: { slowModeS }, isEdit, isAgain }) =>
    slowModeS === undefined || isEdit || isAgain ? PASS : count(room, user.id, slowModeS)
}
