import { Component, createRef, type VNode } from 'preact'
import type { FullLocale } from './tool-words.js'
import type { ToolsHost } from './tools.js'

export function drawNameForm(
  { controller, actions, locale }: ToolsHost,
  onDone: () => void,
): VNode | undefined {
  const { user, limits } = controller
  if (!user) return undefined
  return (
    <NameForm
      name={user.name}
      limit={limits.nameLength}
      locale={locale()}
      onDone={(name) => {
        onDone()
        if (name !== undefined && name !== user.name) actions.setName(name)
      }}
    />
  )
}

type Props = {
  name: string
  limit: number
  locale: FullLocale
  onDone: (name?: string) => void
}

/** Where the visitor writes another name. */
class NameForm extends Component<Props, { text: string }> {
  override readonly state = { text: this.props.name }
  readonly #field = createRef<HTMLInputElement>()

  override componentDidMount(): void {
    this.#field.current?.select()
  }

  override render({ limit, locale, onDone }: Props, { text }: { text: string }) {
    const over = Array.from(text.trim()).length - limit
    const isUsable = text.trim() !== '' && over <= 0
    return (
      <form
        class="popup name-form"
        part="name-form"
        aria-label={locale.changeName}
        onSubmit={(event) => {
          event.preventDefault()
          if (isUsable) onDone(text)
        }}
      >
        <input
          ref={this.#field}
          data-first
          part="name-input"
          aria-label={locale.yourName}
          autocomplete="nickname"
          dir="auto"
          value={text}
          onInput={({ currentTarget }) => this.setState({ text: currentTarget.value })}
        />
        <button type="submit" class="link-button" disabled={!isUsable}>
          {locale.save}
        </button>
        <div class="problem" role="status">
          {over > 0 && locale.charactersOver(over)}
        </div>
      </form>
    )
  }
}
