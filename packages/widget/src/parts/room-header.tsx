import type { User } from '@chat/sdk'
import type { Locale } from '../locale/locale.js'
import type { Actions } from './actions.js'
import { PencilIcon, ShieldIcon } from './icons.js'

type Props = {
  room: string
  memberCount: number
  user: User | undefined
  role: User['role']
  waiting: number
  locale: Locale
  actions: Actions
}

/** The room, how many are in it, and who the visitor is there. */
export function RoomHeader({ room, memberCount, user, role, waiting, locale, actions }: Props) {
  return (
    <header class="header" part="header">
      <slot name="header">
        <div class="title">
          <bdi class="room-name">{room}</bdi>
          {memberCount > 0 && (
            <button
              class="count"
              part="count"
              type="button"
              aria-haspopup="dialog"
              aria-expanded="false"
              onClick={({ currentTarget }) =>
                actions.withTools((tools) => tools.toggleMembers(currentTarget), currentTarget)
              }
            >
              <bdi dir="auto">{locale.people(memberCount)}</bdi>
            </button>
          )}
        </div>
      </slot>
      {role && (
        <button
          class="icon-button desk-button"
          part="moderation"
          type="button"
          aria-label={`${locale.moderating} ${waiting}`}
          title={locale.moderating}
          aria-haspopup="dialog"
          aria-expanded="false"
          onClick={({ currentTarget }) =>
            actions.withTools((tools) => tools.toggleDesk(currentTarget), currentTarget)
          }
        >
          <ShieldIcon />
          {waiting > 0 && <span>{waiting}</span>}
        </button>
      )}
      {user && (
        <button
          class="me"
          part="name"
          type="button"
          aria-label={`${locale.changeName}: ${user.name}`}
          title={locale.changeName}
          aria-haspopup="dialog"
          aria-expanded="false"
          onClick={({ currentTarget }) =>
            actions.withTools((tools) => tools.toggleNaming(currentTarget), currentTarget)
          }
        >
          <bdi>{user.name}</bdi>
          <PencilIcon />
        </button>
      )}
      <slot name="header-end" />
    </header>
  )
}
