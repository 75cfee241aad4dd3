import type { Tally } from '../../rate-limit/tally.js'
import { PASS, refusal, type MessageFilter } from '../message-verdict.js'
import { tooSoon } from '../too-soon.js'

/** In a room with slow mode so many seconds lie between one message of a visitor and their next. */
export function slowMode(tally: Tally): MessageFilter {
  return async ({ room, user }, { settings: { slowModeS }, isEdit, isAgain }) => {
    if (slowModeS === undefined || isEdit || isAgain) return PASS
    // With the pace in the key, so that a pace that was changed holds at once.
    const { count, resetMs } = await tally.add(`slow ${slowModeS} ${user.id} ${room}`, slowModeS)
    return count === 1 ? PASS : refusal(tooSoon('The room is in slow mode', resetMs))
  }
}
