import type { Limits, Message, User } from '@chat/sdk'
import type { RefObject } from 'preact'
import type { Trouble } from '../connection-trouble.js'
import type { RoomView } from '../view-state.js'
import type { Actions } from './actions.js'
import { errorText } from '../error-text.js'
import { ChatError } from '../room-controller.js'
import { Composer } from './composer.js'
import { MessageList } from './message-list.js'
import { Refusal } from './refusal.js'
import { RoomHeader } from './room-header.js'
import { StatusLine } from './status-line.js'
import { UntilThen } from './until-then.js'
import type { Words } from './words.js'

export type ChatViewProps = {
  room: string
  view: RoomView
  user: User | undefined
  /** How much waits for a look of this moderator. */
  waiting: number
  limits: Limits
  trouble: Trouble
  said: string | undefined
  announcement: string
  draft: string
  editing: Message | undefined
  answering: string
  words: Words
  actions: Actions
  scrollerRef: RefObject<HTMLDivElement | null>
  layerRef: RefObject<HTMLDivElement | null>
  onReading: (isAtEnd: boolean) => void
}

/** A whole room, from header to composer. */
export function ChatView(props: ChatViewProps) {
  const { room, view, user, limits, words, actions } = props
  const { locale } = words
  return (
    <div class="room" part="room" lang={words.language} dir={words.direction}>
      <RoomHeader
        room={room}
        memberCount={view.memberCount}
        user={user}
        role={view.you.role}
        waiting={props.waiting}
        locale={locale}
        actions={actions}
      />
      <StatusLine trouble={props.trouble} said={props.said} locale={locale} actions={actions} />
      {view.phase === 'ready' ? (
        <MessageList
          view={view}
          words={words}
          actions={actions}
          scrollerRef={props.scrollerRef}
          onReading={props.onReading}
        />
      ) : view.problem ? (
        <Refusal problem={view.problem} words={words} actions={actions} />
      ) : (
        <div class="notice loading" part="notice">
          <p>{locale.loading}</p>
        </div>
      )}
      <div class="tools" ref={props.layerRef} />
      <div class="typing" part="typing">
        <bdi dir={words.reading}>{locale.typing(view.typing.map(({ name }) => name))}</bdi>
      </div>
      {view.phase !== 'refused' &&
        (view.isReadOnly ? (
          <p class="read-only">{locale.readOnly}</p>
        ) : (
          <UntilThen until={view.you.mutedUntil} note={() => <Muted view={view} words={words} />}>
            <Composer
              locale={locale}
              actions={actions}
              textLimit={limits.textLength}
              draft={props.draft}
              editing={props.editing}
              answering={props.answering}
              lastOwn={findLastOwn(view)}
            />
          </UntilThen>
        ))}
      <div class="unseen" aria-live="polite">
        {props.announcement}
      </div>
    </div>
  )
}

function Muted({ view, words }: Pick<ChatViewProps, 'view' | 'words'>) {
  const { locale, time } = words
  const { mutedUntil = '', muteReason } = view.you
  return (
    <div class="read-only" role="status">
      {errorText(new ChatError('muted'), locale)} {locale.ends(time.until(mutedUntil))}
      {muteReason && <div dir="auto">{locale.reason(muteReason)}</div>}
    </div>
  )
}

/** What stands in place of a room that cannot be opened at all. */
export function ProblemView({ text, words }: { text: string; words: Words }) {
  return (
    <div class="room" part="room" lang={words.language} dir={words.direction}>
      <div class="bar">
        <slot name="header-end" />
      </div>
      <div class="notice" part="notice" role="alert">
        <p>{text}</p>
      </div>
    </div>
  )
}

function findLastOwn({ rows }: RoomView): Message | undefined {
  const row = rows.findLast(
    (each) => each.type === 'message' && each.message.user.id === each.me && !each.message.deleted,
  )
  return row?.type === 'message' ? row.message : undefined
}
