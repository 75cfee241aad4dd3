import type { Message } from '@chat/sdk'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Locale } from '../locale/locale.js'
import type { Actions } from './actions.js'
import { MoreIcon } from './icons.js'

type Props = { message: Message; locale: Locale; actions: Actions }

/** What an author can do with a message: edit it, or delete it, which asks once more. */
export function MessageMenu({ message, locale, actions }: Props) {
  const [state, setState] = useState<'closed' | 'open' | 'confirm'>('closed')
  const place = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)

  useLayoutEffect(() => {
    if (state !== 'closed') place.current?.querySelector<HTMLElement>('.menu button')?.focus()
  }, [state])

  const close = () => {
    setState('closed')
    opener.current?.focus()
  }
  // The button that had the focus goes away, which must not look like the visitor going away.
  const ask = () => {
    opener.current?.focus()
    setState('confirm')
  }
  const remove = () => {
    setState('closed')
    // The menu goes with the message; whoever uses the keyboard stays in the list.
    place.current?.closest<HTMLElement>('[role=log]')?.focus()
    actions.delete(message.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || state === 'closed') return
    event.preventDefault()
    close()
  }
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (!(relatedTarget instanceof Node && place.current?.contains(relatedTarget)))
      setState('closed')
  }
  return (
    <div class="options" ref={place} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        class="icon-button more"
        ref={opener}
        type="button"
        aria-label={locale.more}
        title={locale.more}
        aria-expanded={state !== 'closed'}
        onClick={() => setState(state === 'closed' ? 'open' : 'closed')}
      >
        <MoreIcon />
      </button>
      {state === 'open' && (
        <div class="menu" part="menu">
          <button type="button" onClick={() => (setState('closed'), actions.startEdit(message))}>
            {locale.edit}
          </button>
          <button type="button" class="danger" onClick={ask}>
            {locale.delete}
          </button>
        </div>
      )}
      {state === 'confirm' && (
        <div class="menu" part="menu">
          <button type="button" onClick={close}>
            {locale.cancel}
          </button>
          <button type="button" class="danger" onClick={remove}>
            {locale.deleteForAll}
          </button>
        </div>
      )}
    </div>
  )
}
