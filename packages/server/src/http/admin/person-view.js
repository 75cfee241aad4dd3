import { call, userPath, withQuery } from './api.js'
import { ask } from './ask.js'
import { h } from './element.js'
import { exportButton } from './export-button.js'
import { plural } from './format.js'
import { attempt } from './status.js'

/** What is kept of a person, saved or erased. Without an id it asks for one. */
export function personView(id, name) {
  return h(
    'section',
    {},
    h('h1', {}, id && name ? h('bdi', {}, name) : id ? 'A person' : 'People'),
    ...(id ? partsOf(id, name || 'this person') : [searchForm()]),
  )
}

function partsOf(id, name) {
  const outcome = h('p', { class: 'outcome', role: 'status' })
  let isRunning = false

  const erase = async () => {
    if (isRunning) return
    const answer = await ask({
      title: `Erase everything of ${name}?`,
      text:
        'In all rooms their messages and reactions go, and their name becomes “Deleted user”. Mutes and bans against ' +
        'them stay. It cannot be undone.',
      verb: 'Erase',
    })
    if (!answer) return
    isRunning = true
    outcome.textContent = 'Erasing … With a large database this takes minutes.'
    const isDone = await attempt(async () => {
      const path = withQuery(userPath(id), { reason: answer.reason })
      outcome.textContent = describe(await call(`DELETE ${path}`))
    })
    if (!isDone)
      outcome.textContent = 'Not all is erased. Erase again: it goes on where it stopped.'
    isRunning = false
  }

  return [
    h('p', { class: 'why' }, 'Id ', h('span', { class: 'tag' }, id)),
    h(
      'p',
      { class: 'why' },
      'Whoever is to stay away is banned first: what they write after being erased is there again.',
    ),
    h(
      'div',
      { class: 'actions' },
      exportButton({
        text: 'Export what they wrote',
        path: `${userPath(id)}/export`,
        fileName: `${id}.jsonl`,
      }),
      h('button', { type: 'button', class: 'danger', onclick: erase }, 'Erase everything …'),
    ),
    outcome,
  ]
}

function describe({ messages, reactions }) {
  if (messages + reactions === 0) return 'Erased. No message and no reaction of theirs was left.'
  return `Erased: ${plural(messages, 'message')} and ${plural(reactions, 'reaction')}.`
}

function searchForm() {
  const input = h('input', {
    ...{
      name: 'id',
      required: true,
      maxlength: '100',
      spellcheck: 'false',
      autocapitalize: 'none',
    },
    ...{ autocomplete: 'off', 'aria-label': 'Id of the person', placeholder: 'Id of the person' },
  })
  const open = (event) => {
    event.preventDefault()
    const id = input.value.trim()
    if (id) location.hash = `#/person/${encodeURIComponent(id)}`
  }
  return h(
    'div',
    {},
    h('form', { class: 'field', onsubmit: open }, input, h('button', { type: 'submit' }, 'Open')),
    h('p', { class: 'why' }, 'The id stands beside every name, and in what is exported.'),
  )
}
