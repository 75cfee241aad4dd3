import type { User } from '@chat/sdk'
import { Component, createRef } from 'preact'
import type { Locale } from '../locale/locale.js'
import type { Actions } from './actions.js'
import { PencilIcon } from './icons.js'

type Props = {
  room: string
  memberCount: number
  user: User | undefined
  nameLimit: number
  locale: Locale
  actions: Actions
}

/** The room, how many are in it, and who the visitor is there. */
export class RoomHeader extends Component<Props, { isNaming: boolean }> {
  override readonly state = { isNaming: false }
  readonly #opener = createRef<HTMLButtonElement>()

  // The form goes away with the focus in it: back to where it was opened.
  override componentDidUpdate(_props: Props, before: { isNaming: boolean }): void {
    if (before.isNaming && !this.state.isNaming) this.#opener.current?.focus()
  }

  override render(
    { room, memberCount, user, nameLimit, locale, actions }: Props,
    { isNaming }: { isNaming: boolean },
  ) {
    return (
      <header class="header" part="header">
        <slot name="header">
          <div class="title">
            <bdi class="room-name">{room}</bdi>
            <span class="count">
              {memberCount > 0 && <bdi dir="auto">{locale.people(memberCount)}</bdi>}
            </span>
          </div>
        </slot>
        {user && !isNaming && (
          <button
            class="me"
            ref={this.#opener}
            type="button"
            aria-label={`${locale.changeName}: ${user.name}`}
            title={locale.changeName}
            onClick={() => this.setState({ isNaming: true })}
          >
            <bdi>{user.name}</bdi>
            <PencilIcon />
          </button>
        )}
        {user && isNaming && (
          <NameForm
            name={user.name}
            limit={nameLimit}
            locale={locale}
            onDone={(name) => {
              this.setState({ isNaming: false })
              if (name !== undefined && name !== user.name) actions.setName(name)
            }}
          />
        )}
        <slot name="header-end" />
      </header>
    )
  }
}

type NameFormProps = {
  name: string
  limit: number
  locale: Locale
  onDone: (name?: string) => void
}

class NameForm extends Component<NameFormProps, { text: string }> {
  override readonly state = { text: this.props.name }
  readonly #field = createRef<HTMLInputElement>()

  override componentDidMount(): void {
    this.#field.current?.select()
  }

  override render({ limit, locale, onDone }: NameFormProps, { text }: { text: string }) {
    const isUsable = text.trim() !== '' && Array.from(text.trim()).length <= limit
    return (
      <form
        class="name-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isUsable) onDone(text)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          onDone()
        }}
      >
        <input
          ref={this.#field}
          aria-label={locale.yourName}
          autocomplete="nickname"
          dir="auto"
          value={text}
          onInput={({ currentTarget }) => this.setState({ text: currentTarget.value })}
        />
        <button type="submit" class="link-button" disabled={!isUsable}>
          {locale.save}
        </button>
      </form>
    )
  }
}
