import { Component, createRef, type VNode } from 'preact'
import type { FullLocale } from './tool-words.js'
import type { ToolsHost } from './tools.js'

/** Characters. */
const MAX_PASSWORD = 128

/** Goes with the button that opened it, once the room lets the visitor in. */
export function drawPasswordForm({ actions, locale }: ToolsHost): VNode {
  return <PasswordForm locale={locale()} onTry={actions.rejoin} />
}

type Props = { locale: FullLocale; onTry: (password: string) => Promise<boolean> }
type State = { isTrying: boolean; isWrong: boolean }

/** Where the visitor writes the password of a room, as often as it takes. */
class PasswordForm extends Component<Props, State> {
  override readonly state: State = { isTrying: false, isWrong: false }
  readonly #field = createRef<HTMLInputElement>()

  readonly #onSubmit = async (event: Event) => {
    event.preventDefault()
    const field = this.#field.current
    if (!field || this.state.isTrying) return
    this.setState({ isTrying: true, isWrong: false })
    const isIn = await this.props.onTry(field.value)
    this.setState({ isTrying: false, isWrong: !isIn })
    field.select()
  }

  override render({ locale }: Props, { isTrying, isWrong }: State) {
    return (
      <form
        class="popup name-form"
        part="password-form"
        aria-label={locale.password}
        onSubmit={(event) => void this.#onSubmit(event)}
      >
        <input
          ref={this.#field}
          data-first
          type="password"
          part="password-input"
          aria-label={locale.password}
          aria-invalid={isWrong}
          autocomplete="off"
          required
          maxLength={MAX_PASSWORD}
        />
        <button type="submit" class="link-button" aria-busy={isTrying}>
          {locale.enter}
        </button>
        <div class="problem" role="status">
          {isWrong && locale.wrongPassword}
        </div>
      </form>
    )
  }
}
