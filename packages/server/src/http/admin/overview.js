import { call, withQuery } from './api.js'
import { charts } from './chart.js'
import { h } from './element.js'
import { plural, time } from './format.js'
import { pagedList } from './paged-list.js'
import { attempt } from './status.js'

const REFRESH_MS = 10_000
const MINUTES = 180

/** Traffic, the rooms that people are in, and all others. */
export function overview() {
  const traffic = h('div', {})
  const live = h('ul', { class: 'list rooms', 'aria-label': 'Live now' })
  const nobody = h('p', { class: 'empty' }, 'Nobody is in a room right now.')
  const element = h(
    'section',
    {},
    h('h1', {}, 'Overview'),
    traffic,
    h('h2', {}, 'Live now'),
    live,
    nobody,
    h('h2', {}, 'All rooms'),
    openForm(),
    pagedList({
      label: 'All rooms',
      empty: 'There is no room yet.',
      load: async (after) => {
        const { rooms, next } = await call(`GET ${withQuery('/rooms', { after })}`)
        return { entries: rooms, next }
      },
      row: roomRow,
    }),
  )

  let shown = ''
  const refresh = async () => {
    const [stats, { rooms }] = await Promise.all([
      call(`GET /stats?minutes=${MINUTES}`),
      call('GET /rooms?live=true'),
    ])
    traffic.replaceChildren(charts(stats))
    nobody.hidden = rooms.length > 0
    // Unchanged lists stay as they are, so that the focus does too.
    const content = JSON.stringify(rooms)
    if (content !== shown) live.replaceChildren(...rooms.map(roomRow))
    shown = content
  }
  void attempt(refresh)
  const timer = setInterval(() => {
    if (!element.isConnected) clearInterval(timer)
    // What is shown stays while the server is away.
    else if (document.visibilityState === 'visible') refresh().catch(() => {})
  }, REFRESH_MS)
  return element
}

function roomRow({ name, members, seq, settings, lastAt }) {
  const marks = [
    settings.readOnly && 'read-only',
    settings.holdAll && 'messages held',
    settings.passwordRequired && 'password',
    settings.unlisted && 'unlisted',
    settings.preset,
  ].filter(Boolean)
  return h(
    'li',
    {},
    h(
      'a',
      { class: 'row', href: `#/room/${encodeURIComponent(name)}` },
      h('bdi', { class: 'name' }, name),
      marks.map((mark) => h('span', { class: 'badge' }, mark)),
      h('span', { class: 'count' }, plural(members, 'member')),
      h('span', { class: 'count' }, plural(seq, 'event')),
      lastAt && h('span', { class: 'count' }, time(lastAt)),
    ),
  )
}

function openForm() {
  const input = h('input', {
    name: 'room',
    'aria-label': 'Room name',
    placeholder: 'Room name',
    autocapitalize: 'none',
  })
  const open = (event) => {
    event.preventDefault()
    const name = input.value.normalize('NFC').trim()
    if (name) location.hash = `#/room/${encodeURIComponent(name)}`
  }
  return h(
    'form',
    { class: 'field', onsubmit: open },
    input,
    h('button', { type: 'submit' }, 'Open'),
  )
}
