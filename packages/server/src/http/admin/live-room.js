// Follows a room as it happens, by the SDK: as the operator, for as long as the session lasts.

import { readSession } from './api.js'
import { h } from './element.js'
import { person, plural } from './format.js'
import { messageRow } from './messages.js'
import { say } from './status.js'

/** The room as it happens. Everybody in it sees that Admin is there. */
export function liveRoom(name) {
  const list = h('ul', { class: 'list', 'aria-label': 'Messages, live' })
  const members = h('p', { class: 'members' })
  const state = h('p', { class: 'empty' }, 'Connecting …')
  const element = h('div', {}, members, state, list)
  const rows = new Map()
  let close = async () => {}

  const show = ({ messages, members: { count, list: users } }) => {
    members.replaceChildren(`${plural(count, 'member')}: `, ...users.slice(0, 30).map(person))
    const latestFirst = messages.toReversed()
    for (const message of latestFirst) {
      // A message that did not change is the same object as before.
      if (rows.get(message.id)?.message === message) continue
      rows.set(message.id, { message, row: messageRow(name, message) })
    }
    // Rows that stay where they are keep the focus.
    latestFirst.forEach(({ id }, index) => {
      const { row } = rows.get(id)
      if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null)
    })
    while (list.childElementCount > latestFirst.length) list.lastElementChild.remove()
    // In a busy room there is no end of those that are not shown any more.
    const ids = new Set(latestFirst.map(({ id }) => id))
    for (const id of rows.keys()) if (!ids.has(id)) rows.delete(id)
    state.hidden = latestFirst.length > 0
    state.textContent = 'There are no messages.'
  }

  const open = async () => {
    const { ChatClient } = await import('/admin/sdk.js')
    const client = new ChatClient({ identity: () => readSession() ?? '', storage: null })
    const room = client.room(name)
    close = async () => {
      // Else whoever is there sees Admin for as long as somebody is waited for who has lost the connection.
      await room.leave().catch(() => {})
      await client.close()
    }
    room.subscribe(() => show(room.snapshot))
    await room.join()
    show(room.snapshot)
    if (!element.isConnected) await close()
  }
  open().catch((error) => {
    state.textContent = error.message
    say(error.message, true)
  })
  element.close = () => void close()
  return element
}
