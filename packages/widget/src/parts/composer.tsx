import type { Message } from '@chat/sdk'
import { Component, createRef } from 'preact'
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
  draft: string
  editing: Message | undefined
  /** What the next message answers, in words; empty where nothing. */
  answering: string
  /** The last own message, which the up arrow edits. */
  lastOwn: Message | undefined
}

/** Where the visitor writes. Enter sends, Shift+Enter breaks the line. */
export class Composer extends Component<Props, { edited: string }> {
  override readonly state = { edited: '' }
  readonly #field = createRef<HTMLTextAreaElement>()
  #composedAt = -Infinity
  #fitted: string | undefined

  override componentDidMount(): void {
    this.#fit()
  }

  override componentDidUpdate(before: Props): void {
    const { editing } = this.props
    if (editing !== before.editing) {
      // Before anything else is typed.
      this.setState({ edited: editing?.text ?? '' })
      if (editing) this.#field.current?.focus()
    }
    this.#fit()
  }

  get #text(): string {
    return this.props.editing ? this.state.edited : this.props.draft
  }

  /** How many characters more there may be. */
  get #left(): number {
    return this.props.textLimit - Array.from(this.#text.trim()).length
  }

  // Only to another text: measuring it lays out everything, new messages too. Empty it has its one line as it is.
  #fit(): void {
    const { current } = this.#field
    const text = this.#text
    if (!current || this.#fitted === text) return
    current.style.blockSize = 'auto'
    if (text) {
      const { scrollHeight, clientHeight } = current
      // Out of sight there is nothing to measure.
      if (scrollHeight === 0) return
      if (scrollHeight > clientHeight) current.style.blockSize = `${scrollHeight + 2}px`
    }
    this.#fitted = text
  }

  #write(text: string): void {
    const { actions, editing } = this.props
    if (editing) return this.setState({ edited: text })
    actions.setDraft(text)
    actions.setTyping(text !== '')
  }

  #submit(): void {
    const { actions, editing } = this.props
    if (this.#text.trim() === '' || this.#left < 0) return
    if (editing) actions.saveEdit(this.#text)
    else actions.send(this.#text)
  }

  readonly #cancel = () => {
    const { actions, editing } = this.props
    if (editing) actions.cancelEdit()
    else actions.startReply(undefined)
    this.#field.current?.focus()
  }

  readonly #onSubmit = (event: Event) => {
    event.preventDefault()
    this.#submit()
    this.#field.current?.focus()
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    const { editing, answering, actions, lastOwn } = this.props
    if (isComposing(event, this.#composedAt)) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      this.#submit()
    } else if (event.key === 'Escape' && (editing || answering)) {
      event.preventDefault()
      this.#cancel()
    } else if (event.key === 'ArrowUp' && this.#text === '' && lastOwn && !editing) {
      event.preventDefault()
      actions.startEdit(lastOwn)
    }
  }

  override render({ locale, editing, answering }: Props) {
    const text = this.#text
    const left = this.#left
    return (
      <form class="composer" part="composer" onSubmit={this.#onSubmit}>
        {(editing || answering) && (
          // With a key of its own, or the field would be made anew below it.
          <div key="answering" class="editing" part="answering">
            <span dir="auto">{editing ? locale.editing : answering}</span>
            <button class="link-button" type="button" onClick={this.#cancel}>
              {locale.cancel}
            </button>
          </div>
        )}
        <div class="field">
          <textarea
            ref={this.#field}
            rows={1}
            // An empty field reads as the language does.
            dir={text === '' ? undefined : 'auto'}
            part="input"
            aria-label={locale.composer}
            placeholder={locale.placeholder}
            value={text}
            onInput={({ currentTarget }) => {
              this.#write(currentTarget.value)
            }}
            onCompositionEnd={({ timeStamp }) => (this.#composedAt = timeStamp)}
            onKeyDown={this.#onKeyDown}
          />
          <slot name="composer-extras" />
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
          {left < 0
            ? locale.charactersOver(-left)
            : left <= HINT_FROM && locale.charactersLeft(left)}
        </div>
      </form>
    )
  }
}

/** Whether the key belongs to an input method that is putting characters together. 229 is what old ones report. */
function isComposing(event: KeyboardEvent, composedAt: number): boolean {
  return (
    event.isComposing ||
    event.keyCode === 229 ||
    event.timeStamp - composedAt < AFTER_COMPOSITION_MS
  )
}
