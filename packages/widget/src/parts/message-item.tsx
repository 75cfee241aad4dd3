import type { Message } from '@chat/sdk'
import { Component } from 'preact'
import { hueOf, initialOf, tagOf } from '../author-look.js'
import { plainText } from '../format/plain-text.js'
import type { Locale } from '../locale/locale.js'
import type { MessageRow } from '../view-state.js'
import type { Actions } from './actions.js'
import { CheckIcon, MoreIcon } from './icons.js'
import { MessageText } from './message-text.js'
import { PassingTime } from './passing-time.js'
import { RoleBadge } from './role-badge.js'
import type { Words } from './words.js'

type Props = { row: MessageRow; words: Words; actions: Actions }

/** One stored message. Drawn again only when something of it changed. */
export class MessageItem extends Component<Props> {
  override shouldComponentUpdate({ row, words }: Props): boolean {
    const before = this.props.row
    return (
      words !== this.props.words ||
      row.message !== before.message ||
      row.repliedTo !== before.repliedTo ||
      row.me !== before.me ||
      row.isFirstOfGroup !== before.isFirstOfGroup
    )
  }

  override render({ row, words, actions }: Props) {
    const { message, me, isFirstOfGroup, repliedTo } = row
    const isOwn = message.user.id === me
    const { locale, time } = words
    const hasAuthor = !isOwn && isFirstOfGroup
    return (
      <div
        class={`row${isOwn ? ' own' : ''}${isFirstOfGroup ? ' first' : ''}`}
        part={isOwn ? 'message message-own' : 'message'}
        style={{ '--_hue': hueOf(message.user.id) }}
        data-id={message.id}
      >
        {!isOwn && (
          <div class="avatar" aria-hidden="true">
            {hasAuthor && <span>{initialOf(message.user.name)}</span>}
          </div>
        )}
        <div class="body">
          {hasAuthor && <Author message={message} locale={locale} />}
          {!hasAuthor && <span class="unseen">{isOwn ? locale.you : message.user.name}</span>}
          <div class="line">
            <div
              class={`bubble${message.deleted || message.hidden ? ' deleted' : ''}`}
              part="bubble"
            >
              {message.replyTo !== undefined && !message.deleted && (
                <Quote id={message.replyTo} message={repliedTo} words={words} actions={actions} />
              )}
              {message.deleted ? (
                locale.deleted
              ) : message.hidden ? (
                locale.hidden
              ) : (
                <MessageText text={message.text} />
              )}
            </div>
            {!message.deleted && (
              <button
                class="icon-button more"
                type="button"
                aria-label={locale.more}
                title={locale.more}
                aria-haspopup="menu"
                aria-expanded="false"
                onClick={({ currentTarget }) =>
                  actions.withTools(
                    (tools) => tools.toggleMenu(message, currentTarget),
                    currentTarget,
                  )
                }
              >
                <MoreIcon />
              </button>
            )}
          </div>
          <Reactions message={message} me={me} actions={actions} />
          <slot name={`footer-${message.id}`} />
          <div class="meta">
            <PassingTime at={message.at} time={time} />
            {message.editedAt && <span> · {locale.edited}</span>}
            {isOwn && !message.deleted && (
              <span class="state" title={locale.sent}>
                <CheckIcon />
                <span class="unseen">{locale.sent}</span>
              </span>
            )}
          </div>
        </div>
      </div>
    )
  }
}

function Author({ message: { user }, locale }: { message: Message; locale: Locale }) {
  return (
    <div class="author" part="author">
      <bdi class="author-name">{user.name}</bdi>
      <span class="tag" dir="ltr" title={user.id}>
        {tagOf(user.id)}
      </span>
      <RoleBadge role={user.role} locale={locale} />
    </div>
  )
}

type QuoteProps = {
  id: string
  /** Where it is loaded. */
  message: Message | undefined
  words: Words
  actions: Actions
}

/** What a message answers; leads to it. */
export function Quote({ id, message, words: { locale }, actions }: QuoteProps) {
  return (
    <button
      class="quote"
      part="quote"
      type="button"
      dir="auto"
      onClick={({ currentTarget }) =>
        actions.withTools((tools) => tools.goTo(id, true), currentTarget)
      }
    >
      {message ? (
        <>
          {/* Isolated, so that the direction of all is that of what was answered. */}
          <bdi class="unseen">{locale.replyTo(message.user.name)}</bdi>
          <bdi class="quote-name">{message.user.name}</bdi>
          <span class="quote-text">
            {message.deleted
              ? locale.deleted
              : message.hidden
                ? locale.hidden
                : plainText(message.text)}
          </span>
        </>
      ) : (
        locale.earlierMessage
      )}
    </button>
  )
}

type ReactionsProps = { message: Message; me: string | undefined; actions: Actions }

function Reactions({ message: { id, reactions }, me = '', actions }: ReactionsProps) {
  if (!reactions) return null
  return (
    <ul class="reactions" part="reactions">
      {Object.entries(reactions).map(([emoji, users]) => {
        const isMine = users.includes(me)
        const tellWho = ({ currentTarget }: { currentTarget: HTMLElement }) =>
          actions.withTools((tools) => tools.nameReaction(id, emoji, currentTarget))
        return (
          <li key={emoji}>
            <button
              type="button"
              part="reaction"
              aria-pressed={isMine}
              onPointerEnter={tellWho}
              onFocus={tellWho}
              onClick={() => actions.react(id, emoji, !isMine)}
            >
              {emoji} {users.length}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
