// Asks before something is done to somebody: how long, and why.

import { h } from './element.js'

const TIMES = [
  ['600', '10 minutes'],
  ['3600', '1 hour'],
  ['86400', '1 day'],
  ['604800', '1 week'],
  ['2592000', '30 days'],
]

/**
 * Resolves with `{ reason, seconds, options }`, or undefined where it was cancelled. `text` says what it would do; `times`
 * asks how long, with `forever` also without an end; `options` are check boxes by name.
 */
export function ask({ title, text, verb, times = false, forever = false, options = {} }) {
  const reason = h('input', { id: 'ask-reason', maxlength: '500', autocomplete: 'off' })
  const duration = h(
    'select',
    { id: 'ask-time' },
    TIMES.map(([value, text]) => h('option', { value, selected: value === '86400' }, text)),
    forever && h('option', { value: '' }, 'Until it is lifted'),
  )
  const boxes = Object.entries(options).map(([name, text]) => {
    const box = h('input', { type: 'checkbox', name })
    return { name, box, label: h('label', { class: 'check' }, box, text) }
  })
  const form = h(
    'form',
    { method: 'dialog' },
    h('h2', { id: 'ask-title' }, title),
    text && h('p', { id: 'ask-text', class: 'why' }, text),
    times && h('label', { for: 'ask-time' }, 'How long'),
    times && duration,
    boxes.map(({ label }) => label),
    h(
      'label',
      { for: 'ask-reason' },
      times ? 'Why (they read it, too)' : 'Why (for the audit trail)',
    ),
    reason,
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'submit', value: 'yes', class: 'danger' }, verb),
      h('button', { type: 'submit', value: 'no', class: 'quiet', formnovalidate: true }, 'Cancel'),
    ),
  )
  const described = text && { 'aria-describedby': 'ask-text' }
  const dialog = h('dialog', { 'aria-labelledby': 'ask-title', ...described }, form)
  document.body.append(dialog)
  dialog.showModal()
  reason.focus()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      if (dialog.returnValue !== 'yes') return resolve(undefined)
      const chosen = boxes.filter(({ box }) => box.checked).map(({ name }) => [name, true])
      const seconds = times && duration.value !== '' ? Number(duration.value) : undefined
      resolve({ reason: reason.value.trim(), seconds, options: Object.fromEntries(chosen) })
    })
  })
}
