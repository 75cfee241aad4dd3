import { isText } from '@chat/protocol'
import type { HookRunner } from '../../hooks/hook-runner.js'
import { PASS, type MessageFilter } from '../message-verdict.js'

/** What the host's `onMessage` says of a message. */
export function createHookFilter(hooks: HookRunner): MessageFilter {
  if (!hooks.has('onMessage')) return () => PASS
  return async ({ room, id, user, text, replyTo }, { isEdit }) => {
    const answer = await hooks.decide('onMessage', {
      ...{ room, id, user, text, isEdit },
      ...(replyTo !== undefined && { replyTo }),
    })
    if (!answer) return PASS
    if ('refuse' in answer) return { type: 'refuse', reason: answer.refuse }
    if ('hold' in answer) return { type: 'hold', reason: answer.hold }
    if (!isText(answer.text)) throw new TypeError('onMessage gave a text that cannot be shown.')
    return { type: 'pass', text: answer.text }
  }
}
