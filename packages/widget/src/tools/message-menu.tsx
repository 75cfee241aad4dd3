import type { Message } from '@chat/sdk'
import { Component, createRef, type VNode } from 'preact'
import { EMOJI, QUICK } from './emoji.js'
import { canReact, itemsFor, type MenuItem, type Viewer } from './message-items.js'
import { moveFocus } from './move-focus.js'
import type { FullLocale } from './tool-words.js'
import type { ToolsHost } from './tools.js'

type Props = {
  host: ToolsHost
  message: Message
  viewer: Viewer
  items: readonly MenuItem[]
  locale: FullLocale
  /** Has the focus again where the menu is left by the Tab key. */
  opener: HTMLElement
  onDone: () => void
}
type Step = 'items' | 'emoji' | Extract<MenuItem, { choices: unknown }>

/** The menu of a message; nothing where there is nothing to be done with it. */
export function drawMessageMenu(
  host: ToolsHost,
  { id, ...rest }: { id: string; opener: HTMLElement; onDone: () => void },
): VNode | undefined {
  const { snapshot, user } = host.controller
  const message = snapshot.messages.find((each) => each.id === id)
  const { you, settings } = snapshot
  const isMuted = Date.parse(you.mutedUntil ?? '') > Date.now()
  const viewer = { user, role: you.role, isReadOnly: settings.readOnly || isMuted }
  const items = message ? itemsFor(message, viewer, host.desk()?.items) : []
  if (!message || items.length === 0) return undefined
  const locale = host.locale()
  return <MessageMenu {...rest} {...{ host, message, viewer, items, locale }} />
}

/** What can be done with a message, and reactions to it; what cannot be undone is asked once more. */
class MessageMenu extends Component<Props, { step: Step }> {
  override readonly state = { step: 'items' as Step }
  readonly #box = createRef<HTMLDivElement>()

  override componentDidUpdate(_: Props, before: { step: Step }): void {
    if (before.step !== this.state.step)
      this.#box.current?.querySelector<HTMLElement>('[data-first]')?.focus()
  }

  #go(step: Step): void {
    this.setState({ step })
  }

  #run({ run }: Pick<Extract<MenuItem, { run: unknown }>, 'run'>): void {
    const { host, message, opener, onDone } = this.props
    onDone()
    run(host, message, opener)
  }

  #react(emoji: string): void {
    const { host, message, onDone } = this.props
    onDone()
    host.actions.react(message.id, emoji, !this.#hasReacted(emoji))
  }

  #hasReacted(emoji: string): boolean {
    const { message, viewer } = this.props
    return message.reactions?.[emoji]?.includes(viewer.user?.id ?? '') ?? false
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') {
      // A menu is one stop: on from what opened it.
      this.props.opener.focus()
      this.props.onDone()
    } else if (this.#box.current) moveFocus(event, this.#box.current)
  }

  override render({ message, viewer, items, locale }: Props, { step }: { step: Step }) {
    return (
      <div
        class={`popup menu${step === 'emoji' ? ' emoji-grid' : ''}`}
        part="menu"
        role="menu"
        aria-label={step === 'emoji' ? locale.react : locale.more}
        tabIndex={-1}
        ref={this.#box}
        onKeyDown={this.#onKeyDown}
      >
        {step === 'emoji' ? (
          EMOJI.map((emoji, index) => this.#emoji(emoji, index === 0))
        ) : step === 'items' ? (
          <>
            {canReact(message, viewer) && (
              <div class="quick" role="group" aria-label={locale.react}>
                {QUICK.map((emoji) => this.#emoji(emoji))}
                <button
                  class="emoji"
                  part="menu-item"
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  aria-label={locale.moreReactions}
                  title={locale.moreReactions}
                  onClick={() => this.#go('emoji')}
                >
                  +
                </button>
              </div>
            )}
            {items.map((item, index) =>
              this.#item(item.label(locale), {
                isFirst: index === 0,
                isDanger: 'choices' in item,
                onClick: () => ('choices' in item ? this.#go(item) : this.#run(item)),
              }),
            )}
          </>
        ) : (
          <>
            {this.#item(locale.cancel, { isFirst: true, onClick: this.props.onDone })}
            {step.choices.map((choice) =>
              this.#item(choice.label(locale), {
                isDanger: true,
                onClick: () => this.#run(choice),
              }),
            )}
          </>
        )}
      </div>
    )
  }

  #item(label: string, more: { isFirst?: boolean; isDanger?: boolean; onClick: () => void }) {
    return (
      <button
        key={label}
        class={more.isDanger ? 'danger' : ''}
        part="menu-item"
        type="button"
        role="menuitem"
        tabIndex={-1}
        data-first={more.isFirst}
        onClick={more.onClick}
      >
        {label}
      </button>
    )
  }

  #emoji(emoji: string, isFirst?: boolean) {
    return (
      <button
        key={emoji}
        class="emoji"
        part="menu-item"
        type="button"
        role="menuitemcheckbox"
        aria-checked={this.#hasReacted(emoji)}
        tabIndex={-1}
        data-first={isFirst}
        onClick={() => this.#react(emoji)}
      >
        {emoji}
      </button>
    )
  }
}
