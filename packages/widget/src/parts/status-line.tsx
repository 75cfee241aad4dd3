import type { Locale } from '../locale/locale.js'
import type { Trouble } from '../connection-trouble.js'
import type { Actions } from './actions.js'

type Props = { trouble: Trouble; said: string | undefined; locale: Locale; actions: Actions }

/** Says when the connection is away, and for a while what failed or was done. */
export function StatusLine({ trouble, said, locale, actions }: Props) {
  const text =
    trouble === 'offline'
      ? locale.offline
      : trouble === 'reconnecting'
        ? locale.reconnecting
        : trouble === 'unreachable'
          ? locale.unreachable
          : (said ?? '')
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
