import type { User } from '@chat/sdk'
import type { VNode } from 'preact'
import { RoleBadge } from '../parts/role-badge.js'
import { hueOf, initialOf, tagOf } from '../author-look.js'
import { ignore } from './ignore.js'
import { PopupHead } from './popup-head.js'
import type { ToolsHost } from './tools.js'

/** Who is in the room: the visitor first, then by name. Two of one name have tags and colours of their own. */
export function drawMemberList(host: ToolsHost, onClose: () => void): VNode {
  const { user, snapshot } = host.controller
  const { members } = snapshot
  const locale = host.locale()
  const { ignored } = host.controller
  const away = ignored.all.filter(({ id }) => !members.list.some((member) => member.id === id))
  const more = members.count - members.list.length
  return (
    <div
      class="popup members"
      part="members"
      role="dialog"
      aria-label={locale.whoIsHere}
      tabIndex={-1}
    >
      <PopupHead title={locale.whoIsHere} close={locale.close} onClose={onClose} />
      {members.list.length > 0 && (
        <ul tabIndex={0} aria-label={locale.whoIsHere}>
          {sort(members.list, user).map((member) => (
            <li key={member.id} part="member" style={{ '--_hue': hueOf(member.id) }}>
              <span class="avatar" aria-hidden="true">
                <span>{initialOf(member.name)}</span>
              </span>
              <bdi class="author-name">{member.name}</bdi>
              <span class="tag" dir="ltr" title={member.id}>
                {tagOf(member.id)}
              </span>
              <RoleBadge role={member.role} locale={locale} />
              {member.id === user?.id && <span class="who">{locale.you}</span>}
              {ignored.has(member) && drawUndo(host, member)}
            </li>
          ))}
        </ul>
      )}
      {away.length > 0 && (
        <ul aria-label={locale.ignore}>
          {away.map((person) => (
            <li key={person.id}>
              <bdi class="author-name quiet">{person.name}</bdi>
              {drawUndo(host, person)}
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p>{members.list.length > 0 ? locale.morePeople(more) : locale.unlisted}</p>}
    </div>
  )
}

function drawUndo(host: ToolsHost, person: User): VNode {
  return (
    <button class="link-button undo" type="button" onClick={() => ignore(host, person, false)}>
      {host.locale().unignore}
    </button>
  )
}

function sort(list: readonly User[], own: User | undefined): User[] {
  const isOwn = ({ id }: User) => Number(id === own?.id)
  return list.toSorted((a, b) => isOwn(b) - isOwn(a) || a.name.localeCompare(b.name))
}
