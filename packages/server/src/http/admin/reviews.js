// What moderators look through, of one room or of all: reports, held messages, sanctions, the audit trail.

import { act, call, roomPath, withQuery } from './api.js'
import { ask } from './ask.js'
import { h } from './element.js'
import { person, plural, time } from './format.js'
import { messageRow } from './messages.js'
import { pagedList } from './paged-list.js'
import { personActions } from './person-actions.js'
import { attempt } from './status.js'

/** `room` undefined: of the whole server. */
export function reviewOf(list, room) {
  const { label, empty, row } = LISTS[list]
  return pagedList({
    label,
    empty,
    load: (before) =>
      call(`GET ${withQuery(`${room === undefined ? '' : roomPath(room)}/${list}`, { before })}`),
    row: (entry, { reload }) => row(entry, reload, room === undefined),
  })
}

const LISTS = {
  reports: { label: 'Reports', empty: 'Nothing is reported.', row: reportRow },
  held: { label: 'Held messages', empty: 'No message waits.', row: heldRow },
  sanctions: { label: 'Mutes and bans', empty: 'Nobody is muted or banned.', row: sanctionRow },
  audit: { label: 'Audit trail', empty: 'Nothing was done yet.', row: auditRow },
}

const button = (text, onclick, kind = 'quiet') =>
  h('button', { type: 'button', class: kind, onclick }, text)

const link = (room) => h('a', { class: 'room', href: `#/room/${encodeURIComponent(room)}` }, room)

function reportRow({ id, room, context, message, reports }, reload, isOfAll) {
  const resolve = (outcome, done) => async () => {
    if (await attempt(() => act(room, { type: 'resolve', id, outcome }), done)) reload()
  }
  return h(
    'li',
    { class: 'report' },
    isOfAll && link(room),
    h('p', { class: 'headline' }, plural(reports.length, 'report')),
    h(
      'ul',
      { class: 'reasons', 'aria-label': 'Why' },
      reports.map(({ by, reason, at }) =>
        h('li', {}, h('q', { dir: 'auto' }, reason), ' ', person(by), ' ', time(at)),
      ),
    ),
    h(
      'ul',
      { class: 'context', 'aria-label': 'What was said' },
      context.map((one) => {
        if (one.id === id) {
          const row = messageRow(room, message, reload)
          row.classList.add('reported')
          return row
        }
        return h(
          'li',
          { class: 'message' },
          h('p', { class: 'by' }, person(one.user), time(one.at)),
          h('p', { class: 'text', dir: 'auto' }, one.deleted ? 'Deleted' : one.text),
        )
      }),
    ),
    h(
      'div',
      { class: 'actions' },
      button('It is fine', resolve('dismissed', 'The reports are dismissed.')),
      button('Something was done', resolve('acted', 'The reports are closed.')),
    ),
  )
}

function heldRow({ id, room, user, text, at, reason }, reload, isOfAll) {
  const decide = (type, done) => async () => {
    if (await attempt(() => act(room, { type, id }), done)) reload()
  }
  return h(
    'li',
    { class: 'message' },
    isOfAll && link(room),
    h('p', { class: 'by' }, person(user), time(at)),
    h('p', { class: 'text', dir: 'auto' }, text),
    h('p', { class: 'why' }, reason),
    h(
      'div',
      { class: 'actions' },
      button('Approve', decide('approve', 'The message is in the room.'), 'primary'),
      button('Reject', decide('reject', 'The message is rejected.')),
      personActions(room, user),
    ),
  )
}

function sanctionRow({ id, type, room, user, at, until, by, reason }, reload) {
  const lift = async () => {
    const answer = await ask({ title: `Lift the ${type} of ${user.name}?`, verb: 'Lift' })
    if (!answer) return
    const path = withQuery(`/sanctions/${encodeURIComponent(id)}`, { reason: answer.reason })
    if (await attempt(() => call(`DELETE ${path}`), `The ${type} is lifted.`)) reload()
  }
  return h(
    'li',
    { class: 'sanction' },
    h('p', { class: 'by' }, h('span', { class: `badge ${type}` }, type), person(user)),
    h(
      'p',
      { class: 'why' },
      room === undefined ? 'On the whole server' : 'In ',
      room !== undefined && link(room),
      ', since ',
      time(at),
      ', ',
      until === undefined ? 'until it is lifted' : h('span', {}, 'until ', time(until)),
      ', by ',
      h('bdi', {}, by.name),
    ),
    reason && h('p', { class: 'text', dir: 'auto' }, reason),
    h('div', { class: 'actions' }, button('Lift', lift)),
  )
}

function auditRow({ at, by, action, room, target, details, reason }, _reload, isOfAll) {
  const { name, ...rest } = details ?? {}
  const facts = Object.entries(rest)
    .filter(([key]) => key !== 'sanction')
    .map(([key, value]) => `${key}: ${String(value)}`)
  return h(
    'li',
    { class: 'entry' },
    h(
      'p',
      { class: 'by' },
      h('span', { class: 'badge' }, action.replaceAll('_', ' ')),
      h('bdi', {}, by.name),
      time(at),
    ),
    h(
      'p',
      { class: 'why' },
      isOfAll && room && link(room),
      isOfAll && room && ' ',
      name && h('bdi', {}, name),
      name && ' ',
      target && h('span', { class: 'tag', title: target }, target.slice(0, 8)),
      facts.length > 0 && ` ${facts.join(', ')}`,
    ),
    reason && h('p', { class: 'text', dir: 'auto' }, reason),
  )
}
