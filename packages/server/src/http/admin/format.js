import { h } from './element.js'

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

/** A moment: of today its time, else the date as well. */
export function time(at) {
  const date = new Date(at)
  const isToday = date.toDateString() === new Date().toDateString()
  const text = isToday ? clock.format(date) : short.format(date)
  return h('time', { datetime: at, title: exact.format(date) }, text)
}

export function clockTime(at) {
  return clock.format(new Date(at))
}

/** A user as an operator tells them apart: name, and the beginning of the id. */
export function person({ id, name, role }) {
  return h(
    'span',
    { class: 'person' },
    h('bdi', {}, name),
    role && h('span', { class: 'badge' }, role),
    h('span', { class: 'tag', title: id }, id.slice(0, 6)),
  )
}

export function plural(count, one, many = `${one}s`) {
  return `${new Intl.NumberFormat().format(count)} ${count === 1 ? one : many}`
}
