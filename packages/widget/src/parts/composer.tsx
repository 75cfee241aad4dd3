import type { Message } from '@chat/sdk'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Locale } from '../locale/locale.js'
import type { Actions } from './actions.js'
import { SendIcon } from './icons.js'

/** From how many characters before the limit on the rest is shown. */
const HINT_FROM = 200
/** Safari sends the Enter that ends a composition right after it, ms. */
const AFTER_COMPOSITION_MS = 50

type Props = {
  locale: Locale
  actions: Actions
  textLimit: number
  editing: Message | undefined
  /** The last own message, which the up arrow edits. */
  lastOwn: Message | undefined
}

/** Where the visitor writes. Enter sends, Shift+Enter breaks the line. */
export function Composer({ locale, actions, textLimit, editing, lastOwn }: Props) {
  const [draft, setDraft] = useState('')
  const [edited, setEdited] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const composedAt = useRef(-Infinity)
  const text = editing ? edited : draft
  const setText = editing ? setEdited : setDraft
  const left = textLimit - Array.from(text.trim()).length

  // Before anything else is typed.
  useLayoutEffect(() => {
    setEdited(editing?.text ?? '')
    if (editing) field.current?.focus()
  }, [editing])

  useLayoutEffect(() => {
    const { current } = field
    if (!current) return
    current.style.blockSize = 'auto'
    current.style.blockSize = `${current.scrollHeight + 2}px`
  }, [text])

  const submit = () => {
    if (text.trim() === '' || left < 0) return
    if (editing) actions.saveEdit(text)
    else {
      setDraft('')
      actions.send(text, () => setDraft((now) => now || text))
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event, composedAt.current)) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      submit()
    } else if (event.key === 'Escape' && editing) {
      event.preventDefault()
      actions.cancelEdit()
    } else if (event.key === 'ArrowUp' && text === '' && lastOwn && !editing) {
      event.preventDefault()
      actions.startEdit(lastOwn)
    }
  }
  return (
    <form
      class="composer"
      part="composer"
      onSubmit={(event) => (event.preventDefault(), submit(), field.current?.focus())}
    >
      {editing && (
        <div class="editing">
          <span>{locale.editing}</span>
          <button class="link-button" type="button" onClick={actions.cancelEdit}>
            {locale.cancel}
          </button>
        </div>
      )}
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          part="input"
          aria-label={locale.composer}
          placeholder={locale.placeholder}
          value={text}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value)
            if (!editing) actions.setTyping(currentTarget.value !== '')
          }}
          onCompositionEnd={({ timeStamp }) => (composedAt.current = timeStamp)}
          onKeyDown={onKeyDown}
        />
        <button
          class="send"
          part="send"
          type="submit"
          aria-label={editing ? locale.save : locale.send}
          title={editing ? locale.save : locale.send}
          disabled={text.trim() === '' || left < 0}
        >
          <SendIcon />
        </button>
      </div>
      <div class={`left${left < 0 ? ' problem' : ''}`} role="status">
        {left <= HINT_FROM ? locale.charactersLeft(left) : ''}
      </div>
    </form>
  )
}

/** Whether the key belongs to an input method that is putting characters together. 229 is what old ones report. */
function isComposing(event: KeyboardEvent, composedAt: number): boolean {
  return (
    event.isComposing ||
    event.keyCode === 229 ||
    event.timeStamp - composedAt < AFTER_COMPOSITION_MS
  )
}
