import type { ChatError } from '@chat/sdk'
import { errorText } from '../error-text.js'
import type { Actions } from './actions.js'
import type { Words } from './words.js'

/** When each is over, ms since 1970: what the server says counts from when it said so. */
const ends = new WeakMap<ChatError, number>()

function endOf(problem: ChatError): string | undefined {
  const { code, retryAfter } = problem
  if (code !== 'banned' || retryAfter === undefined) return undefined
  const end = ends.get(problem) ?? Date.now() + retryAfter
  ends.set(problem, end)
  return new Date(end).toISOString()
}

type Props = { problem: ChatError; words: Words; actions: Actions }

/** Why the visitor is not in the room, and what they can do about it. */
export function Refusal({ problem, words: { locale, time }, actions }: Props) {
  const { code, reason } = problem
  const end = endOf(problem)
  return (
    <div class="notice" part="notice" role="alert">
      <p>
        {errorText(problem, locale)} {end && locale.ends(time.until(end))}
      </p>
      {reason && <p dir="auto">{locale.reason(reason)}</p>}
      {/room_full|banned/.test(code) && (
        <button class="button" type="button" onClick={() => void actions.rejoin()}>
          {locale.tryAgain}
        </button>
      )}
      {code === 'password_required' && (
        <button
          class="button"
          type="button"
          aria-haspopup="dialog"
          aria-expanded="false"
          onClick={({ currentTarget }) =>
            actions.withTools((tools) => tools.togglePassword(currentTarget), currentTarget)
          }
        >
          {locale.enter}
        </button>
      )}
    </div>
  )
}
