// The page of the operator: signs in, and shows the section that the address names.

import { endSession, readSession, whenSessionEnds } from './api.js'
import { find, h } from './element.js'
import { keysView } from './keys.js'
import { loginView } from './login.js'
import { searchEverywhere } from './messages.js'
import { overview } from './overview.js'
import { personView } from './person-view.js'
import { reviewOf } from './reviews.js'
import { roomView } from './room-view.js'

const review = (list, title) => () => h('section', {}, h('h1', {}, title), reviewOf(list))

const SECTIONS = {
  overview: ['Overview', overview],
  search: ['Search', searchEverywhere],
  reports: ['Reports', review('reports', 'Reports')],
  held: ['Held', review('held', 'Held messages')],
  sanctions: ['Mutes and bans', review('sanctions', 'Mutes and bans')],
  audit: ['Audit', review('audit', 'Audit trail')],
  person: ['People', personView],
  keys: ['Links and keys', keysView],
}

let shown

whenSessionEnds(show)
find('sign-out').addEventListener('click', endSession)
addEventListener('hashchange', show)
find('nav').append(
  ...Object.entries(SECTIONS).map(([key, [text]]) => h('a', { href: `#/${key}` }, text)),
)
show()

function show() {
  shown?.close?.()
  const isIn = readSession() !== undefined
  find('bar').hidden = !isIn
  const [key, name, part] = location.hash.slice(2).split('/').map(decode)
  for (const link of find('nav').children) {
    const isCurrent = link.getAttribute('href') === `#/${key || 'overview'}`
    if (isCurrent) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
  shown = isIn ? sectionOf(key, name, part) : loginView(show)
  find('view').replaceChildren(shown)
  for (const link of document.querySelectorAll('nav [aria-current]')) {
    link.scrollIntoView({ block: 'nearest', inline: 'center' })
  }
  const title = find('view').querySelector('h1')?.textContent
  document.title = `${title} – Chat`
  if (isIn) find('view').focus({ preventScroll: true })
  else find('key').focus()
  scrollTo(0, 0)
}

function sectionOf(key, name, part) {
  if (key === 'room' && name) return roomView(name, part)
  const [, create] = SECTIONS[key] ?? SECTIONS.overview
  return create(name, part)
}

function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
