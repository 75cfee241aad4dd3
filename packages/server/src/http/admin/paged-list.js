import { h } from './element.js'
import { say } from './status.js'

/**
 * A list that is loaded page by page. `load(before)` resolves with `{ entries, next }`, `row` makes an `<li>`. The
 * element has a method `reload`.
 */
export function pagedList({ label, empty, load, row }) {
  const list = h('ul', { class: 'list', 'aria-label': label })
  const note = h('p', { class: 'empty' }, 'Loading …')
  const more = h('button', { type: 'button', class: 'quiet', hidden: true }, 'Older')
  const element = h('div', { class: 'paged' }, list, note, more)
  let next
  let turn = 0

  async function read(before) {
    const mine = (turn += 1)
    try {
      const page = await load(before)
      if (mine !== turn) return
      const rows = page.entries.map((entry) => row(entry, element))
      if (before === undefined) list.replaceChildren(...rows)
      else list.append(...rows)
      next = page.next
      more.hidden = next === undefined
      note.textContent = empty
      note.hidden = list.childElementCount > 0
    } catch (error) {
      if (mine !== turn) return
      if (list.childElementCount === 0) note.textContent = error.message
      say(error.message, true)
    }
  }

  more.addEventListener('click', () => void read(next))
  element.reload = () => read(undefined)
  void read(undefined)
  return element
}
