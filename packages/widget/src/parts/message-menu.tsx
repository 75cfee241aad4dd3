import type { Message } from '@chat/sdk'
import { Component, createRef } from 'preact'
import type { Locale } from '../locale/locale.js'
import type { Actions } from './actions.js'
import { MoreIcon } from './icons.js'

type Props = { message: Message; locale: Locale; actions: Actions }
type Step = 'closed' | 'open' | 'confirm'

/** What an author can do with a message: edit it, or delete it, which asks once more. */
export class MessageMenu extends Component<Props, { step: Step }> {
  override readonly state = { step: 'closed' as Step }
  readonly #place = createRef<HTMLDivElement>()
  readonly #opener = createRef<HTMLButtonElement>()

  override componentDidUpdate(_props: Props, before: { step: Step }): void {
    const { step } = this.state
    if (step !== 'closed' && step !== before.step)
      this.#place.current?.querySelector<HTMLElement>('.menu button')?.focus()
  }

  #go(step: Step): void {
    this.setState({ step })
  }

  readonly #close = () => {
    this.#go('closed')
    this.#opener.current?.focus()
  }

  // The button that had the focus goes away, which must not look like the visitor going away.
  readonly #ask = () => {
    this.#opener.current?.focus()
    this.#go('confirm')
  }

  readonly #remove = () => {
    const { actions, message } = this.props
    this.#go('closed')
    // The menu goes with the message; whoever uses the keyboard stays in the list.
    this.#place.current?.closest<HTMLElement>('[role=log]')?.focus()
    actions.delete(message.id)
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || this.state.step === 'closed') return
    event.preventDefault()
    this.#close()
  }

  readonly #onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (!(relatedTarget instanceof Node && this.#place.current?.contains(relatedTarget)))
      this.#go('closed')
  }

  override render({ message, locale, actions }: Props, { step }: { step: Step }) {
    return (
      <div
        class="options"
        ref={this.#place}
        onKeyDown={this.#onKeyDown}
        onFocusOut={this.#onFocusOut}
      >
        <button
          class="icon-button more"
          ref={this.#opener}
          type="button"
          aria-label={locale.more}
          title={locale.more}
          aria-expanded={step !== 'closed'}
          onClick={() => this.#go(step === 'closed' ? 'open' : 'closed')}
        >
          <MoreIcon />
        </button>
        {step === 'open' && (
          <div class="menu" part="menu">
            <button type="button" onClick={() => (this.#go('closed'), actions.startEdit(message))}>
              {locale.edit}
            </button>
            <button type="button" class="danger" onClick={this.#ask}>
              {locale.delete}
            </button>
          </div>
        )}
        {step === 'confirm' && (
          <div class="menu" part="menu">
            <button type="button" onClick={this.#close}>
              {locale.cancel}
            </button>
            <button type="button" class="danger" onClick={this.#remove}>
              {locale.deleteForAll}
            </button>
          </div>
        )}
      </div>
    )
  }
}
