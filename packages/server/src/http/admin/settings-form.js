import { call, roomPath, withQuery } from './api.js'
import { ask } from './ask.js'
import { h } from './element.js'
import { exportButton } from './export-button.js'
import { attempt, say } from './status.js'

const SWITCHES = {
  readOnly: 'Read-only: only moderators and hosts may write',
  holdAll: 'Messages of visitors wait until they are approved',
  identityRequired: 'Only people whom the site knows may enter',
  unlisted: 'Left out of the lobby and of /rooms',
}
const NUMBERS = {
  slowModeS: 'Slow mode: seconds between messages of a visitor',
  maxMembers: 'Most members',
  maxAgeS: 'Messages are erased after seconds',
  maxMessages: 'Messages that are kept',
}
const PRESETS = { '': 'That of the server', open: 'Open', careful: 'Careful', strict: 'Strict' }

/** The settings of a room, to be changed. */
export function settingsForm(room) {
  const place = h('div', {}, h('p', { class: 'empty' }, 'Loading …'))
  const load = async () => {
    const { settings } = await call(`GET ${roomPath(room)}`)
    place.replaceChildren(createForm(room, settings, load), wholeRoom(room))
  }
  void attempt(load)
  return place
}

function createForm(room, settings, reload) {
  const switches = Object.entries(SWITCHES).map(([name, text]) => {
    const box = h('input', { type: 'checkbox', name, checked: settings[name] === true })
    return h('label', { class: 'check' }, box, text)
  })
  const numbers = Object.entries(NUMBERS).flatMap(([name, text]) => [
    h('label', { for: `set-${name}` }, text),
    h('input', {
      ...{ id: `set-${name}`, name, type: 'number', min: '1', step: '1', placeholder: 'none' },
      ...(settings[name] !== undefined && { value: settings[name] }),
    }),
  ])
  const preset = h(
    'select',
    { id: 'set-preset', name: 'preset' },
    Object.entries(PRESETS).map(([value, text]) =>
      h('option', { value, selected: value === (settings.preset ?? '') }, text),
    ),
  )
  const password = h('input', {
    ...{ id: 'set-password', name: 'password', maxlength: '128', autocomplete: 'off' },
    placeholder: settings.passwordRequired ? 'unchanged' : 'none',
  })
  const noPassword = h('input', { type: 'checkbox', name: 'no-password' })

  const save = async (event) => {
    event.preventDefault()
    const data = new FormData(form)
    // What somebody else has changed meanwhile stays as they have it.
    const change = {}
    const take = (name, value, before) => {
      if (value !== before) change[name] = value
    }
    take('preset', data.get('preset') || null, settings.preset ?? null)
    for (const name of Object.keys(SWITCHES)) take(name, data.has(name), settings[name] === true)
    for (const name of Object.keys(NUMBERS))
      take(name, Number(data.get(name)) || null, settings[name] ?? null)
    if (noPassword.checked) change.password = null
    else if (password.value !== '') change.password = password.value
    const work = () => call(`PATCH ${roomPath(room)}/settings`, change)
    if (await attempt(work, 'The settings are changed.')) void attempt(reload)
  }
  const form = h(
    'form',
    { class: 'settings', onsubmit: save },
    switches,
    h('label', { for: 'set-preset' }, 'Measures against abuse'),
    preset,
    numbers,
    h('label', { for: 'set-password' }, 'Password'),
    password,
    settings.passwordRequired &&
      h('label', { class: 'check' }, noPassword, 'Take the password away'),
    h('div', { class: 'actions' }, h('button', { type: 'submit' }, 'Save')),
  )
  return form
}

/** What is done with all messages of the room at once. */
function wholeRoom(room) {
  const path = roomPath(room)
  const erase = async () => {
    const answer = await ask({
      title: 'Erase every message of this room?',
      text:
        'With them goes what waits and what is reported. The settings, mutes and bans stay, and who wrote when. ' +
        'It cannot be undone.',
      verb: 'Erase',
    })
    if (!answer) return
    say('Erasing …')
    const work = () => call(`DELETE ${withQuery(path, { reason: answer.reason })}`)
    await attempt(work, 'All messages of the room are erased.')
  }
  return h(
    'div',
    { class: 'actions apart' },
    exportButton({
      text: 'Export all messages',
      path: `${path}/export`,
      fileName: `${room}.jsonl`,
    }),
    h('button', { type: 'button', class: 'danger', onclick: erase }, 'Erase all messages …'),
  )
}
