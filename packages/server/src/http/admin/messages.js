import { call, roomPath, withQuery } from './api.js'
import { ask } from './ask.js'
import { h } from './element.js'
import { person, time } from './format.js'
import { pagedList } from './paged-list.js'
import { personActions } from './person-actions.js'
import { attempt } from './status.js'

/** A message with what can be done about it. */
export function messageRow(room, message, onDone = () => {}) {
  const remove = async () => {
    const answer = await ask({ title: 'Delete this message?', verb: 'Delete' })
    if (!answer) return
    const path = `${roomPath(room)}/messages/${encodeURIComponent(message.id)}`
    const work = () => call(`DELETE ${withQuery(path, { reason: answer.reason })}`)
    if (await attempt(work, 'The message is deleted.')) onDone()
  }
  const isGone = message.deleted || message.hidden
  return h(
    'li',
    { class: 'message', 'data-id': message.id },
    h('p', { class: 'by' }, person(message.user), time(message.at)),
    isGone
      ? h('p', { class: 'gone' }, message.deleted ? 'Deleted' : 'Hidden until it was looked at')
      : h('p', { class: 'text', dir: 'auto' }, message.text),
    h(
      'div',
      { class: 'actions' },
      !message.deleted &&
        h('button', { type: 'button', class: 'quiet', onclick: remove }, 'Delete'),
      personActions(room, message.user, onDone),
    ),
  )
}

/** The messages of a room, the latest first, and a field to search them. */
export function messagesOf(room) {
  let q = ''
  const list = pagedList({
    label: 'Messages',
    empty: 'There are no messages.',
    load: async (before) => {
      const path = withQuery(`${roomPath(room)}/messages`, { q, before, limit: '30' })
      const { messages, next } = await call(`GET ${path}`)
      return { entries: messages, next }
    },
    row: (message, { reload }) => messageRow(room, message, reload),
  })
  const search = searchForm('Search this room', (text) => {
    q = text
    void list.reload()
  })
  const element = h('div', {}, search, list)
  element.reload = list.reload
  return element
}

/** Messages of all rooms that contain what is typed. */
export function searchEverywhere() {
  const results = h('ul', { class: 'list', 'aria-label': 'Messages found' })
  const hint = 'Type what the messages contain.'
  const note = h('p', { class: 'empty' }, hint)
  let turn = 0
  const find = async (q) => {
    const mine = (turn += 1)
    if (q === '') {
      results.replaceChildren()
      note.textContent = hint
      note.hidden = false
      return
    }
    await attempt(async () => {
      const { messages, isPartial } = await call(`GET ${withQuery('/messages', { q })}`)
      // Something else was searched for meanwhile.
      if (mine !== turn) return
      results.replaceChildren(
        ...messages.map((message) => {
          const row = messageRow(message.room, message, () => void find(q))
          row.prepend(
            h(
              'a',
              { class: 'room', href: `#/room/${encodeURIComponent(message.room)}` },
              message.room,
            ),
          )
          return row
        }),
      )
      const none = messages.length === 0 ? 'Nothing was found. ' : ''
      note.textContent = isPartial
        ? `${none}Older messages were not looked at; search them room by room.`
        : none
      note.hidden = note.textContent === ''
    })
  }
  return h(
    'section',
    {},
    h('h1', {}, 'Search'),
    searchForm('Search all rooms', (text) => void find(text)),
    results,
    note,
  )
}

function searchForm(label, onSearch) {
  const input = h('input', { type: 'search', name: 'q', 'aria-label': label, placeholder: label })
  return h(
    'form',
    {
      class: 'field',
      role: 'search',
      onsubmit: (event) => {
        event.preventDefault()
        onSearch(input.value.trim())
      },
    },
    input,
    h('button', { type: 'submit' }, 'Search'),
  )
}
