import type { Locale } from '../locale/locale.js'
import type { Trouble } from '../connection-trouble.js'
import type { Actions } from './actions.js'

type Props = { trouble: Trouble; failure: string | undefined; locale: Locale; actions: Actions }

/** Says when the connection is away, and what failed. */
export function StatusLine({ trouble, failure, locale, actions }: Props) {
  const text =
    trouble === 'offline'
      ? locale.offline
      : trouble === 'reconnecting'
        ? locale.reconnecting
        : trouble === 'unreachable'
          ? locale.unreachable
          : (failure ?? '')
  return (
    <div class={`status ${trouble}`} part="status" role="status">
      {text !== '' && <span>{text}</span>}
      {trouble === 'unreachable' && (
        <button class="link-button" type="button" onClick={actions.reconnect}>
          {locale.tryNow}
        </button>
      )}
    </div>
  )
}
