import { errorText } from '../error-text.js'
import type { PendingRow } from '../view-state.js'
import type { Actions } from './actions.js'
import { ClockIcon } from './icons.js'
import { Quote } from './message-item.js'
import { MessageText } from './message-text.js'
import type { Words } from './words.js'

type Props = { row: PendingRow; words: Words; actions: Actions }

/** An own message that is not stored yet: on its way, or failed with what can be done. */
export function PendingItem({ row, words, actions }: Props) {
  const { locale } = words
  const { id, text, replyTo, state, error } = row.pending
  const hasFailed = state === 'failed'
  return (
    <div
      class={`row own ${hasFailed ? 'failed' : 'pending'}${row.isFirstOfGroup ? ' first' : ''}`}
      part="message message-own"
      data-id={id}
    >
      <div class="body">
        <span class="unseen">{locale.you}</span>
        <div class="line">
          <div class="bubble" part="bubble">
            {replyTo !== undefined && (
              <Quote id={replyTo} message={row.repliedTo} words={words} actions={actions} />
            )}
            <MessageText text={text} />
          </div>
        </div>
        {hasFailed ? (
          <div class="meta">
            <span class="problem">
              {locale.failed}
              {error && `: ${errorText(error, locale)}`}
            </span>
            <button class="link-button" type="button" onClick={() => actions.retry(id)}>
              {locale.retry}
            </button>
            <button class="link-button" type="button" onClick={() => actions.discard(id)}>
              {locale.discard}
            </button>
          </div>
        ) : (
          <div class="meta">
            {error && <span>{errorText(error, locale)}</span>}
            {row.canDiscard && (
              <button class="link-button" type="button" onClick={() => actions.discard(id)}>
                {locale.discard}
              </button>
            )}
            {state === 'held' ? (
              <span>{locale.held}</span>
            ) : (
              <span class="state" title={locale.pending}>
                <ClockIcon />
                <span class="unseen">{locale.pending}</span>
              </span>
            )}
          </div>
        )}
      </div>
    </div>
  )
}
