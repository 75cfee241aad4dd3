import type { Message } from '@chat/sdk'
import { Component } from 'preact'
import { hueOf, initialOf, tagOf } from '../author-look.js'
import { plainText } from '../format/plain-text.js'
import type { MessageRow } from '../view-state.js'
import type { Actions } from './actions.js'
import { CheckIcon } from './icons.js'
import { MessageMenu } from './message-menu.js'
import { MessageText } from './message-text.js'
import { PassingTime } from './passing-time.js'
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
      row.isOwn !== before.isOwn ||
      row.isFirstOfGroup !== before.isFirstOfGroup
    )
  }

  override render({ row, words, actions }: Props) {
    const { message, isOwn, isFirstOfGroup, repliedTo } = row
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
          {hasAuthor && <Author message={message} />}
          {!hasAuthor && <span class="unseen">{isOwn ? locale.you : message.user.name}</span>}
          <div class="line">
            <div class={`bubble${message.deleted ? ' deleted' : ''}`} part="bubble">
              {message.replyTo !== undefined && repliedTo && (
                <Quote message={repliedTo} words={words} />
              )}
              {message.deleted ? locale.deleted : <MessageText text={message.text} />}
            </div>
            {isOwn && !message.deleted && (
              <MessageMenu message={message} locale={locale} actions={actions} />
            )}
          </div>
          <Reactions message={message} />
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

function Author({ message: { user } }: { message: Message }) {
  return (
    <div class="author" part="author">
      <bdi class="author-name">{user.name}</bdi>
      <span class="tag" dir="ltr" title={user.id}>
        {tagOf(user.id)}
      </span>
    </div>
  )
}

function Quote({ message, words: { locale } }: { message: Message; words: Words }) {
  return (
    <blockquote class="quote" dir="auto">
      <span class="unseen">{locale.replyTo(message.user.name)}</span>
      <bdi class="quote-name">{message.user.name}</bdi>
      <span class="quote-text">{message.deleted ? locale.deleted : plainText(message.text)}</span>
    </blockquote>
  )
}

function Reactions({ message: { reactions } }: { message: Message }) {
  if (!reactions) return null
  return (
    <ul class="reactions">
      {Object.entries(reactions).map(([emoji, users]) => (
        <li key={emoji}>
          {emoji} {users.length}
        </li>
      ))}
    </ul>
  )
}
