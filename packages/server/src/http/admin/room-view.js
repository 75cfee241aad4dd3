import { call, roomPath } from './api.js'
import { h } from './element.js'
import { plural } from './format.js'
import { liveRoom } from './live-room.js'
import { messagesOf } from './messages.js'
import { reviewOf } from './reviews.js'
import { settingsForm } from './settings-form.js'
import { attempt } from './status.js'

const TABS = {
  messages: ['Messages', messagesOf],
  live: ['Live', liveRoom],
  reports: ['Reports', (room) => reviewOf('reports', room)],
  held: ['Held', (room) => reviewOf('held', room)],
  sanctions: ['Mutes and bans', (room) => reviewOf('sanctions', room)],
  audit: ['Audit', (room) => reviewOf('audit', room)],
  settings: ['Settings', settingsForm],
}

/** A room, one part of it at a time. */
export function roomView(room, part = 'messages') {
  const state = h('p', { class: 'why' })
  const tabs = h(
    'nav',
    { class: 'tabs', 'aria-label': 'Parts of the room' },
    Object.entries(TABS).map(([key, [text]]) =>
      h(
        'a',
        {
          href: `#/room/${encodeURIComponent(room)}/${key}`,
          ...(key === part && { 'aria-current': 'page' }),
        },
        text,
      ),
    ),
  )
  const [, create] = TABS[part] ?? TABS.messages
  const content = create(room)
  void attempt(async () => {
    const { members, seq, queue } = await call(`GET ${roomPath(room)}`)
    state.textContent = [
      plural(members, 'member'),
      plural(seq, 'event'),
      queue.reports > 0 && `${queue.reports} reported`,
      queue.held > 0 && `${queue.held} held`,
    ]
      .filter(Boolean)
      .join(' · ')
  })
  const element = h(
    'section',
    {},
    h('h1', {}, h('bdi', {}, room)),
    state,
    tabs,
    part === 'live' &&
      h('p', { class: 'why' }, 'As it happens. People in the room see that Admin is there.'),
    content,
  )
  element.close = () => content.close?.()
  return element
}
