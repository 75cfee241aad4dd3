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

/** A user as an operator tells them apart: name, and the beginning of the id, which leads to what is kept of them. */
export function person({ id, name, role }) {
  const tag = id.slice(0, 6)
  const label = `${name}, ${tag}`
  return h(
    'span',
    { class: 'person' },
    h('bdi', {}, name),
    role && h('span', { class: 'badge' }, role),
    h('a', { class: 'tag', title: id, href: personPath(id, name), 'aria-label': label }, tag),
  )
}

/** The name comes along: the server is not asked what somebody is called. */
function personPath(id, name) {
  return `#/person/${encodeURIComponent(id)}/${encodeURIComponent(name)}`
}

/** An amount of bytes, in words of the reader's. */
export function size(bytes) {
  const [unit, one] = bytes < 1_000_000 ? ['kilobyte', 1_000] : ['megabyte', 1_000_000]
  const amount = new Intl.NumberFormat(undefined, {
    ...{ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 },
  })
  return amount.format(bytes / one)
}

export function plural(count, one, many = `${one}s`) {
  return `${new Intl.NumberFormat().format(count)} ${count === 1 ? one : many}`
}
