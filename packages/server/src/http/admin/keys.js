// Moderator links and keys of bots: what is made here is shown once.

import { call, withQuery } from './api.js'
import { h } from './element.js'
import { time } from './format.js'
import { pagedList } from './paged-list.js'
import { attempt } from './status.js'

export function keysView() {
  return h(
    'section',
    {},
    h('h1', {}, 'Links and keys'),
    h('h2', {}, 'Moderator links'),
    h(
      'p',
      { class: 'why' },
      'Whoever opens one moderates its room, with no account, until it ends.',
    ),
    secretMaker({
      place: '/moderator-links',
      fields: [
        ['room', 'Room', { required: true, maxlength: '64' }],
        ['name', 'What it is for', { maxlength: '100' }],
        ['days', 'Days', { type: 'number', min: '1', max: '366', value: '7', required: true }],
      ],
      toBody: ({ room, name, days }) => ({
        room: room.normalize('NFC'),
        ...(name && { name }),
        expiresInS: Number(days) * 86_400,
      }),
      toSecret: ({ room, token }) =>
        `${location.origin}/?room=${encodeURIComponent(room)}#moderate=${token}`,
      label: 'Moderator links',
      empty: 'There is no link.',
      row: ({ name, room, until }) => [
        h('p', { class: 'by' }, h('bdi', {}, name)),
        h('p', { class: 'why' }, 'Room ', h('bdi', {}, room), ', until ', time(until)),
      ],
    }),
    h('h2', {}, 'Keys of bots'),
    h('p', { class: 'why' }, 'With one a program writes messages, and deletes its own.'),
    secretMaker({
      place: '/bot-keys',
      fields: [
        ['name', 'Name', { required: true, maxlength: '32' }],
        ['rooms', 'Rooms, by comma (empty: all)', {}],
      ],
      toBody: ({ name, rooms }) => {
        const names = rooms
          .split(',')
          .map((room) => room.trim().normalize('NFC'))
          .filter(Boolean)
        return { name, ...(names.length > 0 && { rooms: names }) }
      },
      toSecret: ({ key }) => key,
      label: 'Keys of bots',
      empty: 'There is no key.',
      row: ({ name, rooms, at }) => [
        h('p', { class: 'by' }, h('bdi', {}, name)),
        h(
          'p',
          { class: 'why' },
          rooms ? `Rooms: ${rooms.join(', ')}` : 'All rooms',
          ', since ',
          time(at),
        ),
      ],
    }),
  )
}

function secretMaker({ place, fields, toBody, toSecret, label, empty, row }) {
  const shown = h('output', { class: 'secret', hidden: true })
  const list = pagedList({
    ...{ label, empty },
    load: (before) => call(`GET ${withQuery(place, { before })}`),
    row: (entry, { reload }) => {
      const revoke = async () => {
        const path = `${place}/${encodeURIComponent(entry.id)}`
        if (await attempt(() => call(`DELETE ${path}`), 'It is revoked.')) reload()
      }
      const button = h('button', { type: 'button', class: 'quiet', onclick: revoke }, 'Revoke')
      return h('li', {}, row(entry), h('div', { class: 'actions' }, button))
    },
  })
  const make = async (event) => {
    event.preventDefault()
    const typed = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, value.trim()]),
    )
    await attempt(async () => {
      const made = await call(`POST ${place}`, toBody(typed))
      shown.replaceChildren(
        h('strong', {}, 'Copy it now; it is not shown again.'),
        h('code', {}, toSecret(made)),
      )
      shown.hidden = false
      form.reset()
      await list.reload()
    }, 'It is made.')
  }
  const form = h(
    'form',
    { class: 'inline', onsubmit: make },
    fields.map(([name, text, attributes]) =>
      h('label', {}, text, h('input', { name, autocomplete: 'off', ...attributes })),
    ),
    h('button', { type: 'submit' }, 'Make'),
  )
  return h('div', {}, form, shown, list)
}
