import type { Tally } from '../../rate-limit/tally.js'
import { isNew } from '../is-new.js'
import { PASS, refusal, type MessageFilter } from '../message-verdict.js'
import { tooSoon } from '../too-soon.js'

/** Somebody new writes less. */
export function newVisitors(tally: Tally): MessageFilter {
  const count = async (
    userId: string,
    { points, seconds }: { points: number; seconds: number },
  ) => {
    const counted = await tally.add(`new ${userId}`, seconds)
    if (counted.count <= points) return PASS
    return refusal(tooSoon('You are new here, and write a lot', counted.resetMs))
  }
  // Without a promise where there is nothing to count.
  return ({ user }, { measures, person, isEdit, isAgain, now }) => {
    const rate = measures.newMessages
    if (rate === 'off' || isEdit || isAgain || !isNew(person, measures, now)) return PASS
    return count(user.id, rate)
  }
}
