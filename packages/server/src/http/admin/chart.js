import { svg, h } from './element.js'
import { clockTime, plural } from './format.js'

const WIDTH = 320
const HEIGHT = 72

/** A number over time, as bars, with what it comes to in words. */
export function chart({ title, minutes, key, sum }) {
  const values = minutes.map((minute) => minute[key])
  const most = Math.max(1, ...values)
  const step = WIDTH / values.length
  const bars = values.map((value, index) => {
    const height = (value / most) * (HEIGHT - 4)
    return svg('rect', {
      ...{ x: (index * step).toFixed(2), y: (HEIGHT - height).toFixed(2) },
      ...{ width: Math.max(0.5, step * 0.8).toFixed(2), height: height.toFixed(2) },
    })
  })
  const total = sum ? values.reduce((all, value) => all + value, 0) : (values.at(-1) ?? 0)
  const begin = clockTime(minutes[0].at)
  const words = `${title}: ${sum ? `${total} since ${begin}` : `${total} now`}, at most ${most} in a minute`
  return h(
    'figure',
    { class: 'chart' },
    h('figcaption', {}, title, h('strong', {}, new Intl.NumberFormat().format(total))),
    svg(
      'svg',
      {
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        preserveAspectRatio: 'none',
        role: 'img',
        'aria-label': words,
      },
      bars,
    ),
    h('p', { class: 'axis', 'aria-hidden': 'true' }, h('span', {}, begin), h('span', {}, 'now')),
  )
}

/** The charts of the last hours. */
export function charts({ rooms, members, minutes }) {
  return h(
    'div',
    {},
    h('p', { class: 'figures' }, `${plural(members, 'member')} in ${plural(rooms, 'room')} now`),
    h(
      'div',
      { class: 'charts' },
      chart({ title: 'Messages', minutes, key: 'messages', sum: true }),
      chart({ title: 'Joins', minutes, key: 'joins', sum: true }),
      chart({ title: 'Members', minutes, key: 'members', sum: false }),
    ),
  )
}
