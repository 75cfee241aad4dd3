import type { Tally } from '../../rate-limit/tally.js'
import { isNew } from '../is-new.js'
import { PASS, refusal, type MessageFilter } from '../message-verdict.js'
import { tooSoon } from '../too-soon.js'

/** Somebody new writes less. */
export function newVisitors(tally: Tally): MessageFilter {
  return async ({ user }, { measures, person, isEdit, isAgain, now }) => {
    const rate = measures.newMessages
    if (rate === 'off' || isEdit || isAgain || !isNew(person, measures, now)) return PASS
    const { count, resetMs } = await tally.add(`new ${user.id}`, rate.seconds)
    if (count <= rate.points) return PASS
    return refusal(tooSoon('You are new here, and write a lot', resetMs))
  }
}
