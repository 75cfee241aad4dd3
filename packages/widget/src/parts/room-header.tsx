import type { User } from '@chat/sdk'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
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
export function RoomHeader({ room, memberCount, user, nameLimit, locale, actions }: Props) {
  const [isNaming, setIsNaming] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  // The form goes away with the focus in it: back to where it was opened.
  useLayoutEffect(() => (isNaming ? () => opener.current?.focus() : undefined), [isNaming])
  return (
    <header class="header" part="header">
      <div class="title">
        <bdi class="room-name">{room}</bdi>
        <span class="count">
          {memberCount > 0 && <bdi dir="auto">{locale.people(memberCount)}</bdi>}
        </span>
      </div>
      {user && !isNaming && (
        <button
          class="me"
          ref={opener}
          type="button"
          aria-label={`${locale.changeName}: ${user.name}`}
          title={locale.changeName}
          onClick={() => setIsNaming(true)}
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
            setIsNaming(false)
            if (name !== undefined && name !== user.name) actions.setName(name)
          }}
        />
      )}
    </header>
  )
}

type NameFormProps = {
  name: string
  limit: number
  locale: Locale
  onDone: (name?: string) => void
}

function NameForm({ name, limit, locale, onDone }: NameFormProps) {
  const [text, setText] = useState(name)
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => field.current?.select(), [])
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
        ref={field}
        aria-label={locale.yourName}
        autocomplete="nickname"
        dir="auto"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="link-button" disabled={!isUsable}>
        {locale.save}
      </button>
    </form>
  )
}
